import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { type HashingLimits, HashingQueue } from '../src/password/hashing-queue.ts';

/** Work that ends when it is told to, and counts how much of it runs at once. */
function workbench() {
  const open: { finish: () => void; fail: (reason: Error) => void }[] = [];
  const started: string[] = [];
  return {
    open,
    started,
    work: (name: string) => () => {
      started.push(name);
      return new Promise<string>((resolve, reject) => {
        open.push({ finish: () => resolve(name), fail: reject });
      });
    },
  };
}

/** As many of one client may wait as of all, unless told. */
function queueOf(limits: Omit<HashingLimits, 'waitingPerClient'> & Partial<HashingLimits>) {
  return new HashingQueue({ waitingPerClient: limits.waiting, ...limits });
}

const overloaded = { code: 'overloaded', status: 503, retryAfter: 2 };

describe('HashingQueue', () => {
  it('runs so many at once and not one more, in the order they came', async () => {
    const { open, started, work } = workbench();
    const queue = queueOf({ parallel: 2, waiting: 10 });

    const results = ['a', 'b', 'c', 'd'].map((name) => queue.run(work(name)));
    await setImmediate();
    expect(started).toEqual(['a', 'b']);

    open[1]?.finish();
    await setImmediate();
    expect(started).toEqual(['a', 'b', 'c']);

    open[0]?.finish();
    open[2]?.finish();
    await setImmediate();
    open[3]?.finish();
    await expect(Promise.all(results)).resolves.toEqual(['a', 'b', 'c', 'd']);
  });

  it('refuses at once when too many wait, and takes more when some are done', async () => {
    const { open, started, work } = workbench();
    const queue = queueOf({ parallel: 1, waiting: 1 });

    const first = queue.run(work('first'));
    const second = queue.run(work('second'));
    await expect(queue.run(work('third'))).rejects.toMatchObject(overloaded);
    expect(started).toEqual(['first']);

    open[0]?.finish();
    await first;
    const fourth = queue.run(work('fourth'));
    await expect(queue.run(work('fifth'))).rejects.toMatchObject(overloaded);

    await setImmediate();
    open[1]?.finish();
    await second;
    await setImmediate();
    open[2]?.finish();
    await expect(fourth).resolves.toBe('fourth');
    expect(started).toEqual(['first', 'second', 'fourth']);
  });

  it('lets nobody wait where there is no room to wait', async () => {
    const { open, work } = workbench();
    const queue = queueOf({ parallel: 1, waiting: 0 });
    const first = queue.run(work('first'));
    await expect(queue.run(work('second'))).rejects.toMatchObject(overloaded);
    open[0]?.finish();
    await first;
  });

  it('frees the place of what fails, at once or later', async () => {
    const { open, work } = workbench();
    const queue = queueOf({ parallel: 1, waiting: 0 });

    const late = queue.run(work('late'));
    await setImmediate();
    open[0]?.fail(new Error('out of memory'));
    await expect(late).rejects.toThrow('out of memory');

    const atOnce = queue.run(() => {
      throw new Error('not even begun');
    });
    await expect(atOnce).rejects.toThrow('not even begun');

    await expect(queue.run(async () => 'next')).resolves.toBe('next');
  });

  it('hands a place on when the one before failed', async () => {
    const { open, work } = workbench();
    const queue = queueOf({ parallel: 1, waiting: 1 });
    const first = queue.run(work('first'));
    const second = queue.run(async () => 'second');
    await setImmediate();
    open[0]?.fail(new Error('broken'));
    await expect(first).rejects.toThrow('broken');
    await expect(second).resolves.toBe('second');
  });

  it('never exceeds its bound under a storm, and so not that of memory [CR-11]', async () => {
    const queue = queueOf({ parallel: 3, waiting: 20 });
    let running = 0;
    let most = 0;
    const results = await Promise.allSettled(
      Array.from({ length: 50 }, () =>
        queue.run(async () => {
          running += 1;
          most = Math.max(most, running);
          await setImmediate();
          running -= 1;
        }),
      ),
    );
    expect(most).toBe(3);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(23);
  });

  it('lets whoever has one to compute wait for one turn of whoever has two hundred [CR-11]', async () => {
    const queue = queueOf({ parallel: 1, waiting: 300 });
    const { open, started, work } = workbench();
    const results = Array.from({ length: 200 }, () => queue.run(work('many'), 'a'));
    results.push(queue.run(work('one'), 'b'), queue.run(work('other'), 'c'));
    for (let done = 0; done < results.length; done += 1) {
      await setImmediate();
      open[done]?.finish();
    }
    await Promise.all(results);
    expect(started.slice(0, 5)).toEqual(['many', 'many', 'one', 'other', 'many']);
    expect(started).toHaveLength(202);
  });

  it('takes clients in turns, and what is one client’s in its order', async () => {
    const queue = queueOf({ parallel: 1, waiting: 300 });
    const order: string[] = [];
    const asked = ['a1', 'a2', 'a3', 'a4', 'b1', 'b2', 'c1', 'c2', 'c3'];
    await Promise.all(asked.map((name) => queue.run(async () => order.push(name), name[0])));
    expect(order).toEqual(['a1', 'a2', 'b1', 'c1', 'a3', 'b2', 'c2', 'a4', 'c3']);
  });

  it('refuses a client that has enough waiting, and takes others [CR-11]', async () => {
    const queue = queueOf({ parallel: 1, waiting: 4, waitingPerClient: 2 });
    const { open, work } = workbench();
    const names = ['a', 'a', 'a', 'a', 'b', 'b', 'b', 'c', undefined];
    const results = Promise.allSettled(names.map((name) => queue.run(work(`${name}`), name)));
    expect([queue.running, queue.waiting, queue.refused]).toEqual([1, 4, 4]);
    for (let done = 0; done < names.length; done += 1) {
      await setImmediate();
      open[done]?.finish();
    }
    const kept = ['a', 'a', 'a', 'overloaded', 'b', 'b', ...Array(3).fill('overloaded')];
    expect(
      (await results).map((one) => (one.status === 'fulfilled' ? one.value : one.reason.code)),
    ).toEqual(kept);
    expect([queue.running, queue.waiting, queue.refused]).toEqual([0, 0, 4]);
  });
});
