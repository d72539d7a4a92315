import { setTimeout as delay } from 'node:timers/promises';
import { findAccount, whose } from './frame/accounts.ts';
import type { Cli } from './frame/cli.ts';
import { EventRecord, lineOf, tableOf } from './frame/event-record.ts';
import { leaf } from './frame/leaf.ts';
import { count, keptEvent, moment } from './frame/values.ts';

/** Milliseconds between looks. */
const PERIOD = 1000;

export function events(cli: Cli) {
  return leaf('events', 'Read the record of what happened to accounts and sessions')
    .option('--name <name>', 'only this event (docs/reference/events.md)', keptEvent)
    .option('--user <user>', `only what concerns somebody, or was done by them: ${whose}`)
    .option('--since <time>', 'only from then on: a time, or how long ago (12h)', moment)
    .option('--limit <count>', 'the latest of them, so many at most', count, 100)
    .option('--follow', 'go on with what happens from now on, a line each, until interrupted')
    .action((options) =>
      cli.database(async ({ dataSource }) => {
        const { name, user, since, limit, follow, json } = options;
        const id = user && (await findAccount(dataSource, user)).id;
        const record = new EventRecord(dataSource, { name, userId: id, since });
        const latest = await record.latest(limit);
        if (!follow) return cli.answer(options, { data: latest, words: tableOf(latest) });
        const tell = (happened: typeof latest): void => {
          for (const event of happened) cli.line(json ? JSON.stringify(event) : lineOf(event));
        };
        const signal = cli.world.interruption();
        tell(latest);
        do {
          await delay(PERIOD, undefined, { signal }).catch(() => undefined);
          tell(await record.next());
        } while (!signal.aborted);
      }),
    );
}
