import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anyStory, playing } from './story.ts';
import { Theatre } from './story-theatre.ts';

const MINUTE = 60_000;

describe('what happens to one person at once, statement by statement', () => {
  const theatre = new Theatre();
  beforeAll(() => theatre.open(1), MINUTE);
  afterAll(() => theatre.close());

  it(
    'revives no session, loses no write and repeats no message [SE-11] [SE-12] [SE-13] [SE-17] [SE-19] [RT-03]',
    () =>
      fc.assert(
        fc.asyncProperty(fc.scheduler(), anyStory, async (scheduler, story) => {
          expect(await theatre.play(scheduler, story)).toEqual([]);
        }),
        playing(60),
      ),
    60 * MINUTE,
  );
});
