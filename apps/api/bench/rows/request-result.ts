import { atMost, type Check } from '../checks.ts';
import { type Sample, totalCpu } from '../meter.ts';
import type { RequestResult } from '../results.ts';
import { ratio } from '../statistics.ts';

interface Measured {
  readonly name: string;
  readonly samples: ReadonlyMap<string, Sample>;
  readonly floor: string;
  readonly statements: number | undefined;
  /** Of the floor's time. */
  readonly limit: number | undefined;
  readonly statementLimit: number | undefined;
}

/** @throws Error for a name that was not measured */
export function requestResult(measured: Measured): RequestResult {
  const { name, samples, floor, statements, limit, statementLimit } = measured;
  const [sample, floorSample] = [samples.get(name), samples.get(floor)];
  if (!sample || !floorSample) throw new Error(`${name} was not measured.`);
  const times = ratio(totalCpu(sample), totalCpu(floorSample));
  const checks: Check[] = [
    ...(limit === undefined ? [] : atMost(times, limit, '×')),
    ...(statementLimit === undefined ? [] : atMost(statements, statementLimit, 'statements')),
  ];
  return { name, sample, statements, floor, floorSample, ratio: times, checks };
}
