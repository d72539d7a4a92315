import type { BenchDatabase } from './bench-database.ts';
import type { Crowd } from './crowd.ts';
import type { Bodies, Floors } from './floors.ts';
import type { LoadGenerator } from './load.ts';
import type { Meter } from './meter.ts';
import type { Plan } from './plan.ts';
import type { Product } from './product.ts';
import type { ServerProcess } from './server-process.ts';
import type { Template } from './template.ts';

/** What every row works with. */
export interface Context {
  readonly plan: Plan;
  readonly database: BenchDatabase;
  readonly product: Product;
  /** The one that answers most of the load. */
  readonly server: ServerProcess;
  readonly floors: Floors;
  readonly bodies: Bodies;
  readonly template: Template;
  readonly crowd: Crowd;
  readonly generator: LoadGenerator;
  readonly meter: Meter;
  say(words: string): void;
}
