import type { AnyRouter, ParsedLocation } from '@tanstack/react-router';

/** Tells a screen reader, and the Tab key, that another page begins here. Not on the first load. */
export function focusHeadings(router: AnyRouter): void {
  router.subscribe('onRendered', ({ fromLocation, toLocation }) => {
    if (fromLocation && placeOf(fromLocation) !== placeOf(toLocation)) focusHeading();
  });
}

export function focusHeading(): void {
  const heading = document.querySelector('h1');
  heading?.setAttribute('tabindex', '-1');
  heading?.focus({ preventScroll: true });
}

/** Typing into a search box changes the query string only: the caret stays where it is. */
function placeOf({ pathname, search }: ParsedLocation): string {
  const { cursor } = search as { cursor?: string };
  return `${pathname} ${cursor ?? ''}`;
}
