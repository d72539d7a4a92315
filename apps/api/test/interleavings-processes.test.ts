import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anyRenewal, anyStory, playing } from './story.ts';
import { Theatre } from './story-theatre.ts';

const MINUTE = 60_000;

describe('what happens to one person at once, on two processes', () => {
  const theatre = new Theatre();
  beforeAll(() => theatre.open(2), MINUTE);
  afterAll(() => theatre.close());

  it(
    'ends for both at once, and neither of them brings anything back [SE-10] [SE-11] [SE-12] [SE-13] [SE-17] [SE-19]',
    () =>
      fc.assert(
        fc.asyncProperty(fc.scheduler(), anyStory, async (scheduler, story) => {
          expect(await theatre.play(scheduler, story)).toEqual([]);
        }),
        playing(40),
      ),
    60 * MINUTE,
  );

  it(
    'keeps every session whose secret is renewed meanwhile [FL-087] [SE-17]',
    () =>
      fc.assert(
        fc.asyncProperty(fc.scheduler(), anyRenewal, async (scheduler, story) => {
          expect(await theatre.play(scheduler, story)).toEqual([]);
        }),
        playing(30),
      ),
    60 * MINUTE,
  );
});
