import { useEffect, useState } from 'react';

/** Counts down to zero, anew for each wait that begins. */
export function useSecondsLeft(refusal: { readonly wait?: number } | null): number {
  const [now, setNow] = useState(0);
  const [end, setEnd] = useState(0);

  useEffect(() => {
    if (!refusal?.wait) return setEnd(0);
    const tick = () => setNow(Date.now());
    setEnd(Date.now() + refusal.wait * 1000);
    tick();
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, [refusal]);

  return Math.max(0, Math.ceil((end - now) / 1000));
}
