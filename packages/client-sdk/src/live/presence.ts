/** Milliseconds. Whoever comes back later is shown what is true then, by one request. */
const LONGEST_ABSENCE = 5 * 60_000;

/**
 * Calls when a page is left for long or for good, and when somebody is back. A page that the browser
 * keeps in memory may hold no connection.
 */
export function onPresence(listener: (isPresent: boolean) => void): () => void {
  const watch = new AbortController();
  const options = { signal: watch.signal };
  let absence: ReturnType<typeof setTimeout> | undefined;

  const look = (): void => {
    clearTimeout(absence);
    if (document.visibilityState === 'visible') listener(true);
    else absence = setTimeout(() => listener(false), LONGEST_ABSENCE);
  };
  document.addEventListener('visibilitychange', look, options);
  window.addEventListener('pagehide', () => listener(false), options);
  window.addEventListener('pageshow', () => listener(true), options);
  look();
  return () => {
    watch.abort();
    clearTimeout(absence);
  };
}
