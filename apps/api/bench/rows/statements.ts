import { Connection } from '../connection.ts';
import type { Context } from '../context.ts';
import { StatementCounter } from '../statement-counter.ts';
import { median } from '../statistics.ts';
import { requestText } from '../wire.ts';
import { type Kind, kinds } from './requests.ts';

const READS = 25;

/** Statements of one request, by its kind, counted on their way to the database. */
export async function countStatements(context: Context): Promise<ReadonlyMap<Kind, number>> {
  const counter = await StatementCounter.open(context.database.url);
  const server = await context.product.start({ databaseUrl: counter.url });
  const connection = await Connection.open(server.port);
  try {
    const userIds = await context.crowd.userIds(READS);
    const cookies = await context.crowd.logIn(userIds);
    const counts = new Map<Kind, number>();
    for (const kind of kinds) {
      const seen: number[] = [];
      for (const [index, cookie] of cookies.entries()) {
        counter.take();
        await connection.exchange(
          requestText(kind.ask({ cookie, userId: userIds[index] ?? '', index })),
        );
        seen.push(counter.take());
      }
      // What happens once in a while, whatever is asked, is no part of the middle one.
      counts.set(kind, median(seen));
    }
    return counts;
  } finally {
    connection.close();
    await server.stop();
    counter.close();
  }
}
