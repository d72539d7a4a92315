import { availableParallelism } from 'node:os';
import { env } from 'node:process';
import type { HashingLimits } from './hashing-queue.ts';

/** What libuv has unless it is told otherwise. */
const THREADS = 4;

/**
 * One hash fewer at once than there are cores keeps every other request calm, and one fewer than libuv has threads leaves
 * one to files and DNS. So many as may wait are computed within two seconds on two cores.
 */
export function hashingLimits({
  cores,
  threads,
}: {
  cores: number;
  threads: number;
}): HashingLimits {
  return {
    parallel: Math.max(1, Math.min(cores, threads) - 1),
    waiting: 192,
    waitingPerClient: 64,
  };
}

export const defaultLimits = hashingLimits({
  cores: availableParallelism(),
  threads: threadsOf(env['UV_THREADPOOL_SIZE']),
});

/** As libuv reads it: what is no number is one. */
function threadsOf(size: string | undefined): number {
  return size === undefined ? THREADS : Number.parseInt(size, 10) || 1;
}
