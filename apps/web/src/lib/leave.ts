let leaving = false;

/** Goes to a page by a real navigation, as after a log-out: nothing of this one stays in memory. */
export function leave(href: string): void {
  leaving = true;
  window.location.assign(href);
}

/** True while the next document is on its way: this one need not say that its session is gone. */
export function isLeaving(): boolean {
  return leaving;
}
