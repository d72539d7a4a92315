import { startBench } from './bench.ts';
import type { Context } from './context.ts';
import { machine } from './machine.ts';
import type { Plan } from './plan.ts';
import type { FigureResult, RequestResult, Results } from './results.ts';
import { measureLogIns } from './rows/log-ins.ts';
import { measureMemory, measureProcess } from './rows/memory.ts';
import { measureReads } from './rows/reads.ts';
import { measureRevocations } from './rows/revocations.ts';
import { measureStarts } from './rows/starts.ts';
import { countStatements } from './rows/statements.ts';
import { measureStorm } from './rows/storm.ts';
import { measureUpdates } from './rows/updates.ts';

/** All rows, in an order that leaves big tables to the end. */
export async function run(plan: Plan, say: (words: string) => void): Promise<Results> {
  const { context, stop } = await startBench(plan, say);
  const requests: RequestResult[] = [];
  const figures: FigureResult[] = [];
  try {
    say('Counting statements …');
    const statements = await countStatements(context);
    for (const total of plan.crowds) {
      await context.crowd.fill(total, say);
      const crowd = total === 0 ? 'few sessions' : `${total.toLocaleString('en-GB')} sessions`;
      const isMain = total === plan.mainCrowd;
      say(`Reading, ${crowd} …`);
      requests.push(
        ...(await measureReads(context, { crowd, statements: statements.ofRequests, isMain })),
      );
      if (!isMain) continue;
      say('Updating …');
      requests.push(await measureUpdates(context, statements.ofRequests));
      figures.push(statements.ofLogIn, ...(await measureFigures(context, say)));
    }
    return { machine: machine(await context.database.version()), requests, figures };
  } finally {
    await stop();
  }
}

async function measureFigures(
  context: Context,
  say: (words: string) => void,
): Promise<FigureResult[]> {
  say('Logging in …');
  const logIns = await measureLogIns(context);
  const storm = await measureStorm(context, logIns.value);
  say('Revoking …');
  const revocations = await measureRevocations(context);
  say('Starting …');
  const starts = await measureStarts(context);
  say('Remembering …');
  const memory = await measureMemory(context);
  return [logIns, ...storm, ...revocations, ...starts, ...memory, await measureProcess(context)];
}
