import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { hashingLimits } from '../src/password/hashing-limits.ts';
import { Argon2Hasher, defaultLimits } from '../src/password/index.ts';

describe('the limits of hashing', () => {
  it.each([
    { cores: 1, threads: 4, parallel: 1 },
    { cores: 2, threads: 4, parallel: 1 },
    { cores: 4, threads: 4, parallel: 3 },
    { cores: 16, threads: 4, parallel: 3 },
    { cores: 16, threads: 17, parallel: 15 },
    { cores: 16, threads: 1, parallel: 1 },
  ])(
    'leave a core and a thread of $cores and $threads to everything else [CR-11]',
    ({ cores, threads, parallel }) => {
      expect(hashingLimits({ cores, threads }).parallel).toBe(parallel);
    },
  );

  it('leave most of the queue to others than one client [CR-11]', () => {
    expect(defaultLimits.waitingPerClient).toBeLessThanOrEqual(defaultLimits.waiting / 3);
  });

  it('let a file be read while hashes wait [CR-11] [D-11]', async () => {
    const hasher = new Argon2Hasher();
    const most: number[] = [];
    const hashes = Array.from({ length: 100 }, (_, index) =>
      hasher.hash('violin umbrella', `client ${index % 4}`).then(() => most.push(hasher.running)),
    );
    const waiting = () => hasher.waiting;
    expect(waiting()).toBe(100 - defaultLimits.parallel);

    await readFile(new URL(import.meta.url));
    expect(waiting()).toBeGreaterThan(0);

    await Promise.all(hashes);
    expect(Math.max(...most)).toBe(defaultLimits.parallel);
    expect([hasher.running, hasher.waiting, hasher.refused]).toEqual([0, 0, 0]);
  });
});
