import { useSyncExternalStore } from 'react';
import { readBootstrap } from './bootstrap.ts';

const never = () => () => undefined;

/** Whether this deployment sends mail: without it, nothing that needs a mailed link is offered. */
export function hasMail(): boolean {
  return readBootstrap(document).hasMail ?? true;
}

/** The same for a prerendered page, from which the server takes what is not offered. */
export function useHasMail(): boolean {
  return useSyncExternalStore(never, hasMail, () => typeof document === 'undefined' || hasMail());
}
