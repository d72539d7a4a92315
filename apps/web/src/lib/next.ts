/** Where somebody wanted to go before the log-in; unchecked. */
export function wantedPath(): string | null {
  return new URLSearchParams(location.search).get('next');
}

/** The other log-in page, with the same place to go on to. */
export function withNext(page: string, next: string | null): string {
  return next === null ? page : `${page}?next=${encodeURIComponent(next)}`;
}

let isReminded = false;

/** True on the log-in page that stands in for a guarded one; a reload of it, or the way back, is no news. */
export function isAskedToLogIn(): boolean {
  if (location.pathname !== '/login' || wantedPath() === null) return false;
  // React asks twice in development: what this very document has noted does not count.
  if (history.state?.isReminded && !isReminded) return false;
  isReminded = true;
  history.replaceState({ ...history.state, isReminded }, '');
  return true;
}
