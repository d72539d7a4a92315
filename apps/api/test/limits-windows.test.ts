import { AppError } from '@gatehouse/auth-core';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { RateLimiterMemory, RLWrapperTimeouts } from 'rate-limiter-flexible';
import { clientGroup } from '../src/browser/client-group.ts';
import type { Env } from '../src/config/env.ts';
import { GuessingWindows } from '../src/limits/guessing-windows.ts';
import { limitPolicy } from '../src/limits/limit-policy.ts';
import { RegistrationLimit } from '../src/limits/registration-limit.ts';
import { tooManyTries } from '../src/limits/too-many-tries.ts';
import { Window } from '../src/limits/window.ts';
import type { WindowStore } from '../src/limits/window-store.ts';

type Bounds = Parameters<WindowStore['window']>[0];

/** Windows that count in memory, as the real ones do when nobody shares them. */
function memory() {
  const bounds: Bounds[] = [];
  const store = {
    window(bound: Bounds) {
      bounds.push(bound);
      return windowOf(bound);
    },
  } as WindowStore;
  return { bounds, store };
}

function windowOf({ name, points, window }: Bounds): Window {
  const limiter = new RateLimiterMemory({ keyPrefix: name, points, duration: window });
  return new Window(new RLWrapperTimeouts({ limiter, timeoutMs: 10_000 }));
}

/** How many of so many tries were let through, and what was thrown at the others. */
async function passed(tries: number, work: () => Promise<unknown>) {
  const codes = new Set<string>();
  let count = 0;
  for (let n = 0; n < tries; n++)
    await work().then(
      () => {
        count += 1;
      },
      (error) => codes.add(error.code),
    );
  return [count, ...codes];
}

const limited = 'rate_limited';

describe('the client of an address', () => {
  it('is the same in all its forms, and an IPv6 address is its network [TH-05] [RT-15]', () => {
    const groups: Record<string, readonly string[]> = {
      '192.0.2.1': ['192.0.2.1', '::ffff:192.0.2.1', '::FFFF:c000:201', '0:0:0:0:0:ffff:192.0.2.1'],
      '192.0.2.2': ['192.0.2.2', '::ffff:192.0.2.2'],
      '::/64': ['::1', '0:0:0:0:0:0:0:1', '::2', '0000:0000::0001', '::1%lo'],
      '2001:db8:1:2::/64': [
        '2001:db8:1:2::1',
        '2001:DB8:1:2:ffff:ffff:ffff:ffff',
        '2001:0db8:0001:0002:0000:0000:0000:0001',
        '2001:db8:1:2::1%eth0',
      ],
      '2001:db8:1:3::/64': ['2001:db8:1:3::1'],
      unknown: ['', 'unknown', 'localhost', '192.0.2.1, 192.0.2.2', "'; DROP TABLE users"],
    };
    for (const [group, addresses] of Object.entries(groups))
      for (const address of addresses)
        expect([address, clientGroup(address)]).toEqual([address, group]);
  });
});

describe('a refusal for too many tries', () => {
  it.each([
    [-1, 1, 'one second'],
    [0.2, 1, 'one second'],
    [1.1, 2, '2 seconds'],
    [60, 60, '60 seconds'],
    [60.5, 61, '2 minutes'],
    [121, 121, '3 minutes'],
  ])('after %f seconds says when to come back: %i, %s', (seconds, retryAfter, words) => {
    expect(tooManyTries(seconds)).toMatchObject({
      code: limited,
      status: 429,
      retryAfter,
      detail: `Too many attempts. You can try again in ${words}.`,
    });
  });
});

describe('a window', () => {
  const bounds = { name: 'w', points: 3, window: 100 };

  it('gives so many points to each key, and says how long there are none', async () => {
    const window = windowOf(bounds);
    expect(await passed(5, () => window.spend('a'))).toEqual([3, limited]);
    expect(await passed(3, () => window.spend('b'))).toEqual([3]);
    expect(window.reached).toBe(2);
    const wait = await window.waitAfter('a');
    expect(wait).toBeGreaterThan(90);
    expect(wait).toBeLessThanOrEqual(100);
    await expect(window.spend('a')).rejects.toMatchObject({ retryAfter: Math.ceil(wait) });
  });

  it('takes and gives back one point, or as many as it is told', async () => {
    const window = windowOf(bounds);
    expect(await window.waitAfter('a', 3)).toBe(0);
    await window.giveBack('a', 2);
    expect(await passed(4, () => window.spend('a'))).toEqual([2, limited]);
    const other = windowOf(bounds);
    await other.spend('a', 3);
    await other.giveBack('a');
    expect(await other.waitAfter('a')).toBe(0);
    expect(await other.waitAfter('a', 1)).toBeGreaterThan(0);
  });

  it('hands on what is no refusal', async () => {
    const broken = new Error('The database is gone.');
    const limiter = { consume: () => Promise.reject(broken) } as unknown as RLWrapperTimeouts;
    await expect(new Window(limiter).spend('a')).rejects.toBe(broken);
  });

  it('that opens this moment is closed all the same', async () => {
    const { RateLimiterRes } = await import('rate-limiter-flexible');
    const limiter = {
      consume: () => Promise.reject(new RateLimiterRes(0, 0)),
    } as unknown as RLWrapperTimeouts;
    expect(await new Window(limiter).waitAfter('a')).toBe(0.001);
    await expect(new Window(limiter).spend('a')).rejects.toMatchObject({ code: limited });
  });
});

describe('the limit of registrations', () => {
  let limit: RegistrationLimit;
  let bounds: Bounds[];
  beforeEach(() => {
    const kept = memory();
    bounds = kept.bounds;
    limit = new RegistrationLimit({ registrationsPerAddress: 3 } as Env, kept.store);
  });

  it('counts what is done, and hands on what it gives', async () => {
    expect(bounds).toEqual([{ name: 'registration', points: 3, window: 3600 }]);
    expect(await limit.spend('a', async () => 'made')).toBe('made');
    expect(await passed(4, () => limit.spend('a', async () => 'made'))).toEqual([2, limited]);
    expect(await passed(1, () => limit.spend('b', async () => 'made'))).toEqual([1]);
  });

  it('does no work beyond', async () => {
    const work = jest.fn(async () => 'made');
    await passed(9, () => limit.spend('a', work));
    expect(work).toHaveBeenCalledTimes(3);
  });

  it('counts refusals, and no failures of ours', async () => {
    const fail = (error: Error) => () => limit.spend('a', () => Promise.reject(error));
    expect(await passed(9, fail(new AppError('internal_error')))).toEqual([0, 'internal_error']);
    expect(await passed(9, fail(new Error('broken')))).toEqual([0, undefined]);
    expect(await passed(9, fail(new AppError('username_taken')))).toEqual([
      0,
      'username_taken',
      limited,
    ]);
  });
});

describe('the windows of guessing', () => {
  const guess = { client: '192.0.2.1', account: 'ada' };
  const { pair, everybody, address } = limitPolicy;
  let windows: GuessingWindows;
  let bounds: Bounds[];
  const clock = jest.spyOn(performance, 'now');
  beforeEach(() => {
    clock.mockReturnValue(5_000_000);
    const kept = memory();
    bounds = kept.bounds;
    windows = new GuessingWindows({ failuresPerAddress: 20 } as Env, kept.store);
  });

  const spendAll = (tries: number, of: (n: number) => Partial<typeof guess>) => {
    let n = 0;
    return passed(tries, () => {
      n += 1;
      return windows.spend({ ...guess, ...of(n) });
    });
  };

  it('are bounded as the policy says', () => {
    expect(bounds).toEqual([
      { name: 'address', points: 20, window: address.window },
      { name: 'pair', points: pair.failures, window: pair.window },
      { name: 'everybody', points: everybody.failures, window: everybody.window },
    ]);
  });

  it('end an address, and earlier an address at one account', async () => {
    expect(await spendAll(12, () => ({}))).toEqual([10, limited]);
    // What the account refused was no try of the address.
    expect(await spendAll(12, () => ({ account: 'bob' }))).toEqual([10, limited]);
    expect(await spendAll(25, (n) => ({ client: '192.0.2.2', account: `${n}` }))).toEqual([
      20,
      limited,
    ]);
    expect(await spendAll(25, (n) => ({ client: `192.0.3.${n}` }))).toEqual([25]);
  });

  it('are given back what a right password took, from both', async () => {
    for (let n = 0; n < 30; n++) await windows.giveBack(guess, await windows.spend(guess));
    expect(await spendAll(12, () => ({}))).toEqual([10, limited]);
  });

  it('weigh more while everybody fails, and not longer', async () => {
    expect(await windows.spend(guess)).toBe(1);
    await windows.giveBack(guess, 1);
    for (let n = 0; n < everybody.failures; n++) await windows.countFailure();
    expect(await windows.spend(guess)).toBe(1);
    await windows.giveBack(guess, 1);

    await windows.countFailure();
    expect(await windows.spend(guess)).toBe(everybody.weight);
    await windows.giveBack(guess, everybody.weight);
    expect(await spendAll(9, (n) => ({ account: `${n}` }))).toEqual([5, limited]);

    clock.mockReturnValue(5_000_000 + (everybody.window - 5) * 1000);
    expect(await windows.spend({ client: 'b', account: 'b' })).toBe(everybody.weight);
    clock.mockReturnValue(5_000_000 + everybody.window * 1000);
    expect(await windows.spend({ client: 'c', account: 'c' })).toBe(1);
  });

  it('weigh no more at the very start of the clock', async () => {
    clock.mockReturnValue(0);
    expect(await windows.spend(guess)).toBe(1);
  });
});
