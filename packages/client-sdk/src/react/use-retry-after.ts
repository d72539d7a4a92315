import { useEffect, useState } from 'react';
import type { ApiError } from '../api-error.ts';

/** Whole seconds until a new attempt makes sense; 0 when it does. */
export function useRetryAfter(error: ApiError | null): number {
  const [count, setCount] = useState({ error, passed: 0 });
  const passed = count.error === error ? count.passed : 0;
  const left = Math.max(0, Math.ceil((error?.retryAfter ?? 0) - passed));
  const isWaiting = left > 0;

  useEffect(() => {
    if (!isWaiting) return undefined;
    // By the clock: timers of a tab in the background come late.
    const start = Date.now();
    const tick = () => setCount({ error, passed: Math.floor((Date.now() - start) / 1000) });
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, [error, isWaiting]);

  return left;
}
