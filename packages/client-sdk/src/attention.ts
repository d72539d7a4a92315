/**
 * Calls when a person comes back to the page: what it shows may be old.
 * @param listener `isUrgent` after a lost connection, and for a page out of the browser's memory
 */
export function onAttention(listener: (isUrgent: boolean) => void): () => void {
  const watch = new AbortController();
  const options = { signal: watch.signal };
  window.addEventListener('focus', () => listener(false), options);
  window.addEventListener('online', () => listener(true), options);
  window.addEventListener('pageshow', ({ persisted }) => persisted && listener(true), options);
  document.addEventListener(
    'visibilitychange',
    () => document.visibilityState === 'visible' && listener(false),
    options,
  );
  return () => watch.abort();
}
