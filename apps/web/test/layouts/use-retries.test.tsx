import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { act, renderHook } from '@testing-library/react';
import { useRetries } from '../../src/layouts/use-retries.ts';

const seconds = async (count: number) => act(() => jest.advanceTimersByTimeAsync(count * 1000));

describe('useRetries', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('waits 1, 2, 4, 8 and then always 15 seconds between attempts [UX-NW-05]', async () => {
    const attempt = jest.fn(() => Promise.reject(new Error('away')));
    renderHook(() => useRetries(true, attempt));
    let made = 0;
    for (const pause of [1, 2, 4, 8, 15, 15]) {
      await seconds(pause - 0.1);
      expect(attempt).toHaveBeenCalledTimes(made);
      await seconds(0.1);
      made += 1;
      expect(attempt).toHaveBeenCalledTimes(made);
    }
  });

  it('stops when it is no longer needed, and begins anew', async () => {
    const attempt = jest.fn(() => Promise.resolve());
    const { rerender } = renderHook(({ isNeeded }) => useRetries(isNeeded, attempt), {
      initialProps: { isNeeded: true },
    });
    await seconds(1);
    await seconds(2);
    expect(attempt).toHaveBeenCalledTimes(2);
    rerender({ isNeeded: false });
    await seconds(60);
    expect(attempt).toHaveBeenCalledTimes(2);
    rerender({ isNeeded: true });
    await seconds(1);
    expect(attempt).toHaveBeenCalledTimes(3);
  });

  it('tries at once for somebody who does not want to wait', () => {
    const attempt = jest.fn(() => Promise.resolve());
    const { result } = renderHook(() => useRetries(true, attempt));
    result.current();
    expect(attempt).toHaveBeenCalledTimes(1);
  });
});
