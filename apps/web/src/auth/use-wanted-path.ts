import { useSyncExternalStore } from 'react';
import { wantedPath } from '../lib/next.ts';

const never = () => () => undefined;

/** Where to go after this; null in the prerendered document, which was made before anybody asked for it. */
export function useWantedPath(): string | null {
  return useSyncExternalStore(never, wantedPath, () => null);
}
