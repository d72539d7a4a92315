import { describe, expect, it } from '@jest/globals';
import { orGiveBack } from '../src/limits/or-give-back.ts';

describe('what was paid for work', () => {
  it('is kept when it was done, and given back when it was not', async () => {
    const given: unknown[] = [];
    const giveBack = async (error: unknown) => given.push(error);
    expect(await orGiveBack(async () => 'done', giveBack)).toBe('done');
    expect(given).toEqual([]);

    const failure = new Error('not done');
    await expect(orGiveBack(() => Promise.reject(failure), giveBack)).rejects.toBe(failure);
    expect(given).toEqual([failure]);
  });

  it('hides the first failure behind no second one', async () => {
    const failure = new Error('not done');
    const work = () => Promise.reject(failure);
    const giveBack = () => Promise.reject(new Error('not given back either'));
    await expect(orGiveBack(work, giveBack)).rejects.toBe(failure);
  });
});
