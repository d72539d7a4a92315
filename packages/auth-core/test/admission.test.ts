import { describe, expect, it } from '@jest/globals';
import { Admission } from '../src/password/admission.ts';

describe('Admission', () => {
  it('refuses before anything is done, where everybody or one client has enough under way [CR-11] [D-11]', async () => {
    const admission = new Admission({ all: 4, perClient: 2 });
    const begun: string[] = [];
    const ends: (() => void)[] = [];
    const ask = (client: string) =>
      admission.run(() => {
        begun.push(client);
        return new Promise<void>((resolve) => ends.push(resolve));
      }, client);

    const results = Promise.allSettled(['a', 'a', 'a', 'b', 'c', 'd'].map(ask));
    expect(begun).toEqual(['a', 'a', 'b', 'c']);
    expect(admission.refused).toBe(2);
    for (const end of ends.splice(0)) end();
    expect(
      (await results).map((one) => (one.status === 'fulfilled' ? 'done' : one.reason.code)),
    ).toEqual(['done', 'done', 'overloaded', 'done', 'done', 'overloaded']);

    const again = Promise.all(['a', 'a', 'd'].map(ask));
    for (const end of ends) end();
    await expect(again).resolves.toHaveLength(3);
    expect(admission.refused).toBe(2);
  });

  it('leaves room to who comes later, however much a few clients ask for [CR-11] [D-11]', async () => {
    const admission = new Admission({ all: 192, perClient: 64 });
    const ends: (() => void)[] = [];
    const results: Promise<unknown>[] = [];
    const admitted = (client: string, times: number) => {
      const before = ends.length;
      for (let time = 0; time < times; time += 1)
        results.push(
          admission
            .run(() => new Promise<void>((resolve) => ends.push(resolve)), client)
            .catch(({ code }) => code),
        );
      return ends.length - before;
    };

    const storm = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((client) => admitted(client, 200));
    expect(storm.slice(0, 3)).toEqual([64, 33, 17]);
    // A new one gets in while fewer than a third of all are there: one time each, and for one who has tried to get more.
    const fresh = Array.from({ length: 56 }, (_, at) => admitted(`fresh ${at}`, 3));
    expect(fresh).toEqual(fresh.map(() => 1));
    // What ends is there for others again.
    for (const end of ends) end();
    await Promise.all(results);
    expect(admitted('a', 200)).toBe(64);
    for (const end of ends) end();
    await Promise.all(results);
  });

  it('gives the place of failed work back', async () => {
    const admission = new Admission({ all: 1, perClient: 1 });
    const fail = () => admission.run(() => Promise.reject(new Error('broken')), 'a');
    await expect(fail()).rejects.toThrow('broken');
    await expect(fail()).rejects.toThrow('broken');
    const throwing = () =>
      admission.run(() => {
        throw new Error('not even begun');
      }, 'a');
    await expect(throwing()).rejects.toThrow('not even begun');
    await expect(admission.run(async () => 'next', 'a')).resolves.toBe('next');
  });

  it('counts each client down as its work ends, one at a time', async () => {
    const admission = new Admission({ all: 9, perClient: 2 });
    const ends: (() => void)[] = [];
    const ask = () => admission.run(() => new Promise<void>((resolve) => ends.push(resolve)), 'a');
    const refusal = { code: 'overloaded', retryAfter: 2 };

    const [first, second] = [ask(), ask()];
    await expect(ask()).rejects.toMatchObject(refusal);
    ends[0]?.();
    await first;
    const third = ask();
    await expect(ask()).rejects.toMatchObject(refusal);
    ends[1]?.();
    ends[2]?.();
    await Promise.all([second, third]);

    const again = [ask(), ask()];
    await expect(ask()).rejects.toMatchObject(refusal);
    for (const end of ends) end();
    await Promise.all(again);
  });
});
