import { useSyncExternalStore } from 'react';
import { wantedPath } from '../lib/next.ts';

const never = () => () => undefined;

/** Where to go after this; null in the prerendered document, which was made before anybody asked for it. */
export function useWantedPath(): string | null {
  return useSyncExternalStore(never, wantedPath, () => null);
}

/** False in the prerendered document and in its very first render, so that both are the same. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
