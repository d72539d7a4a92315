import { Injectable } from '@nestjs/common';

/** A number for each of a few names that are known beforehand. Never ids, addresses or what people typed. */
type Parts = Readonly<Record<string, number>>;

/** A number that is read when somebody asks; whoever owns it only counts. */
export interface Metric {
  /** As Prometheus wants it: with the unit, and `_total` for what only grows. */
  readonly name: string;
  readonly help: string;
  readonly type: 'counter' | 'gauge';
  readonly read: () => number;
}

/** The same for several parts, told apart by one label. */
export interface LabelledMetric extends Omit<Metric, 'read'> {
  readonly label: string;
  readonly read: () => Parts;
}

/** What this process can tell about itself. Any module adds to it; nothing is read before it is asked for. */
@Injectable()
export class Metrics {
  readonly #all = new Map<string, Metric | LabelledMetric>();

  get all(): Iterable<Metric | LabelledMetric> {
    return this.#all.values();
  }

  add(...metrics: readonly (Metric | LabelledMetric)[]): void {
    for (const metric of metrics) {
      if (this.#all.has(metric.name))
        throw new Error(`The metric ${metric.name} is there already.`);
      this.#all.set(metric.name, metric);
    }
  }
}
