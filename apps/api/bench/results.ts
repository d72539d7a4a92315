import type { Check } from './checks.ts';
import type { Sample } from './meter.ts';

/** What a request costs, beside its floor. */
export interface RequestResult {
  readonly name: string;
  readonly sample: Sample;
  readonly statements: number | undefined;
  readonly floor: string;
  readonly floorSample: Sample;
  /** Time on processors, as a multiple of the floor's. */
  readonly ratio: number | undefined;
  readonly checks: readonly Check[];
}

/** Anything else that is a number. */
export interface FigureResult {
  readonly name: string;
  readonly value: number | undefined;
  readonly unit: string;
  readonly floor: string | undefined;
  readonly floorValue: number | undefined;
  readonly ratio: number | undefined;
  readonly checks: readonly Check[];
}

export interface Machine {
  readonly processor: string;
  readonly memory: string;
  readonly system: string;
  readonly node: string;
  readonly postgres: string;
  readonly at: string;
}

export interface Results {
  readonly machine: Machine;
  readonly requests: readonly RequestResult[];
  readonly figures: readonly FigureResult[];
}
