import { startBench } from './bench.ts';
import { machine } from './machine.ts';
import type { Plan } from './plan.ts';
import type { FigureResult, RequestResult, Results } from './results.ts';
import { measureLogIns } from './rows/log-ins.ts';
import { measureMemory, measureProcess } from './rows/memory.ts';
import { measureReads } from './rows/reads.ts';
import { measureRevocations } from './rows/revocations.ts';
import { measureStarts } from './rows/starts.ts';
import { countStatements } from './rows/statements.ts';
import { measureUpdates } from './rows/updates.ts';

/** The stage in which everything is measured, not reads alone. */
const MAIN_STAGE = 1;

/** All rows, in an order that leaves big tables to the end. */
export async function run(plan: Plan, say: (words: string) => void): Promise<Results> {
  const { context, stop } = await startBench(plan, say);
  const requests: RequestResult[] = [];
  const figures: FigureResult[] = [];
  try {
    say('Counting statements …');
    const statements = await countStatements(context);
    for (const [stage, total] of plan.crowds.entries()) {
      await context.crowd.fill(total, say);
      const crowd = total === 0 ? 'few sessions' : `${total.toLocaleString('en-GB')} sessions`;
      say(`Reading, ${crowd} …`);
      const hasRefused = stage === MAIN_STAGE;
      requests.push(...(await measureReads(context, { crowd, statements, hasRefused })));
      if (stage !== MAIN_STAGE) continue;
      say('Updating …');
      requests.push(await measureUpdates(context, statements));
      say('Logging in …');
      figures.push(await measureLogIns(context));
      say('Revoking …');
      figures.push(...(await measureRevocations(context)));
      say('Starting …');
      figures.push(...(await measureStarts(context)));
      say('Remembering …');
      figures.push(...(await measureMemory(context)), await measureProcess(context));
    }
    return { machine: machine(await context.database.version()), requests, figures };
  } finally {
    await stop();
  }
}
