import type { Options } from './options.ts';

/** How much of everything. */
export interface Plan {
  readonly rounds: number;
  /** Of one contender in one round. */
  readonly seconds: number;
  readonly warmUpSeconds: number;
  readonly connections: number;
  readonly users: number;
  /** Sessions in the table, one stage after the other. */
  readonly crowds: readonly number[];
  /** The one of them at which everything is measured, not reads alone. */
  readonly mainCrowd: number;
  /** Sessions that are read for the first time in one round. */
  readonly coldReads: number;
  /** Different sessions that one process is asked to remember. */
  readonly remembered: number;
  readonly revocations: number;
  readonly starts: number;
  readonly stormSeconds: number;
}

const usual: Plan = {
  rounds: 5,
  seconds: 1,
  warmUpSeconds: 2,
  connections: 16,
  users: 50_000,
  crowds: [0, 100_000],
  mainCrowd: 100_000,
  coldReads: 2_000,
  remembered: 20_000,
  revocations: 1_000,
  starts: 5,
  stormSeconds: 10,
};

const plans: Readonly<Record<Options['size'], Plan>> = {
  usual,
  full: { ...usual, crowds: [0, 100_000, 2_000_000] },
  quick: {
    ...usual,
    seconds: 0.3,
    warmUpSeconds: 0.5,
    users: 10_000,
    crowds: [20_000],
    mainCrowd: 20_000,
    coldReads: 600,
    remembered: 6_000,
    revocations: 200,
    starts: 3,
    stormSeconds: 3,
  },
};

export function planOf({ size }: Options): Plan {
  return plans[size];
}
