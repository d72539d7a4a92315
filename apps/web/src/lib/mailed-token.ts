import { pageAt, tokenPages } from '@gatehouse/auth-core';

let token = '';
const listeners = new Set<() => void>();

/** What stands behind the # of the mailed link that led here, kept in memory alone; empty without one. */
export const mailedToken = {
  get: (): string => token,
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
};

/** Takes it out of the address, before anybody can read it there: no entry of the history, no link and no report has it. */
function take(): void {
  const { pathname, search, hash } = window.location;
  const page = pageAt(pathname);
  if (hash.length < 2 || !page || !tokenPages.includes(page)) return;
  token = hash.slice(1);
  window.history.replaceState(window.history.state, '', pathname + search);
  for (const listener of listeners) listener();
}

take();
// A second link in the same tab changes nothing but what stands behind the #.
window.addEventListener('hashchange', take);
