import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { HashingQueue } from '../src/password/hashing-queue.ts';

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

const overloaded = { code: 'overloaded', status: 503, retryAfter: 2 };

describe('HashingQueue', () => {
  it('runs so many at once and not one more, in the order they came', async () => {
    const { open, started, work } = workbench();
    const queue = new HashingQueue({ parallel: 2, waiting: 10 });

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
    const queue = new HashingQueue({ parallel: 1, waiting: 1 });

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
    const queue = new HashingQueue({ parallel: 1, waiting: 0 });
    const first = queue.run(work('first'));
    await expect(queue.run(work('second'))).rejects.toMatchObject(overloaded);
    open[0]?.finish();
    await first;
  });

  it('frees the place of what fails, at once or later', async () => {
    const { open, work } = workbench();
    const queue = new HashingQueue({ parallel: 1, waiting: 0 });

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
    const queue = new HashingQueue({ parallel: 1, waiting: 1 });
    const first = queue.run(work('first'));
    const second = queue.run(async () => 'second');
    await setImmediate();
    open[0]?.fail(new Error('broken'));
    await expect(first).rejects.toThrow('broken');
    await expect(second).resolves.toBe('second');
  });

  it('never exceeds its bound under a storm', async () => {
    const queue = new HashingQueue({ parallel: 3, waiting: 20 });
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
});
