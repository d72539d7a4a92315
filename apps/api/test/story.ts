import fc from 'fast-check';
import type { Pause } from './interleaving.ts';
import { type ActName, weights } from './story-acts.ts';
import type { BrowserName } from './story-stage.ts';

export interface StoryAct {
  readonly act: ActName;
  readonly browser: BrowserName;
  readonly process: number;
}

/** What happens to one person at once. */
export interface Story {
  /** Nobody was seen for minutes: the next request is a sign of life that has to be written. */
  readonly isUnseen: boolean;
  /** Side by side. */
  readonly lanes: readonly StoryLane[];
}

/** Acts that follow each other, and may stop for long in the middle of something. */
interface StoryLane {
  readonly acts: readonly StoryAct[];
  readonly pauses: readonly Pause[];
}

/** Stories of such acts, each as often as its weight says. */
function storyOf(weights: Partial<Record<ActName, number>>): fc.Arbitrary<Story> {
  const storyAct: fc.Arbitrary<StoryAct> = fc.record({
    act: fc.oneof(
      ...Object.entries(weights).map(([act, weight]) => ({
        weight,
        arbitrary: fc.constant(act as ActName),
      })),
    ),
    browser: fc.constantFrom<BrowserName[]>('laptop', 'phone'),
    process: fc.nat({ max: 1 }),
  });
  // Chance alone hardly ever holds one statement back while a whole log-out passes by.
  const storyLane: fc.Arbitrary<StoryLane> = fc.record({
    acts: fc.array(storyAct, { minLength: 1, maxLength: 2 }),
    pauses: fc.array(fc.record({ step: fc.nat(12), others: fc.constantFrom(10, 30, 90) }), {
      maxLength: 1,
    }),
  });
  return fc.record({
    isUnseen: fc.boolean(),
    lanes: fc.array(storyLane, { minLength: 2, maxLength: 5 }),
  });
}

export const anyStory = storyOf(weights);

/** Nobody ends anything: whatever gets lost was lost by a new secret. */
export const anyRenewal = storyOf({
  makeRotationDue: 4,
  read: 6,
  count: 2,
  takeFlash: 1,
  writeMessage: 1,
  writeLastSeen: 1,
});

/**
 * How many stories to play. The ordinary run plays the same ones each time, so that it fails for what was changed and not by
 * chance; with `PROPERTY_RUNS` it plays so many new ones.
 */
export function playing(ordinary: number): fc.Parameters<unknown> {
  const { PROPERTY_RUNS: wanted } = process.env;
  return wanted === undefined ? { numRuns: ordinary, seed: 1 } : { numRuns: Number(wanted) };
}
