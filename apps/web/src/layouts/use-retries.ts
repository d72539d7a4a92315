import { useEffect, useEffectEvent, useState } from 'react';

const DELAYS_IN_SECONDS = [1, 2, 4, 8, 15];

/** Tries again, ever less often, for as long as it is needed. The answer is for somebody who will not wait. */
export function useRetries(isNeeded: boolean, attempt: () => Promise<unknown>): () => void {
  const [tries, setTries] = useState(0);

  const retry = useEffectEvent(() => {
    setTries((count) => count + 1);
    // A failed attempt shows in the state that asked for it.
    attempt().catch(() => undefined);
  });

  useEffect(() => {
    if (!isNeeded) return setTries(0);
    const delay = DELAYS_IN_SECONDS[Math.min(tries, DELAYS_IN_SECONDS.length - 1)] ?? 0;
    const timer = setTimeout(retry, delay * 1000);
    return () => clearTimeout(timer);
  }, [isNeeded, tries]);

  return () => void attempt().catch(() => undefined);
}
