import { useEffect, useState } from 'react';

/** Whole seconds until a moment, counted down to zero. @param until in milliseconds since the epoch */
export function useSecondsLeft(until = 0): number {
  const [, setTick] = useState(0);

  useEffect(() => {
    if (Date.now() >= until) return;
    const timer = setInterval(() => {
      if (Date.now() >= until) clearInterval(timer);
      setTick(Date.now());
    }, 1000);
    return () => clearInterval(timer);
  }, [until]);

  return Math.max(0, Math.ceil((until - Date.now()) / 1000));
}
