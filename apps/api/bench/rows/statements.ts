import { Connection } from '../connection.ts';
import type { Context } from '../context.ts';
import type { FigureResult } from '../results.ts';
import { StatementCounter } from '../statement-counter.ts';
import { median } from '../statistics.ts';
import { requestText } from '../wire.ts';
import { logInTexts } from './log-ins.ts';
import { type Kind, kinds } from './requests.ts';

const ASKED = 25;

/** Statements that requests send to the database: of those texts the middle one. */
type Count = (texts: readonly string[]) => Promise<number>;

export interface Statements {
  readonly ofRequests: ReadonlyMap<Kind, number>;
  readonly ofLogIn: FigureResult;
}

/** Counted on their way to the database. */
export async function countStatements(context: Context): Promise<Statements> {
  const counter = await StatementCounter.open(context.database.url);
  const server = await context.product.start({ databaseUrl: counter.url });
  const connection = await Connection.open(server.port);
  const count: Count = async (texts) => {
    const seen: number[] = [];
    for (const text of texts) {
      counter.take();
      await connection.exchange(text);
      seen.push(counter.take());
    }
    // What happens once in a while, whatever is asked, is no part of the middle one.
    return median(seen);
  };
  try {
    const logIns = (await logInTexts(context)).slice(0, ASKED);
    return {
      ofRequests: await ofRequests(context, count),
      ofLogIn: figure('statements of a log-in', await count(logIns)),
    };
  } finally {
    connection.close();
    await server.stop();
    counter.close();
  }
}

async function ofRequests({ crowd }: Context, count: Count): Promise<Map<Kind, number>> {
  const userIds = await crowd.userIds(ASKED);
  const cookies = await crowd.logIn(userIds);
  const counts = new Map<Kind, number>();
  for (const kind of kinds) {
    const texts = cookies.map((cookie, index) =>
      requestText(kind.ask({ cookie, userId: userIds[index] ?? '', index })),
    );
    counts.set(kind, await count(texts));
  }
  return counts;
}

function figure(name: string, value: number): FigureResult {
  const nothing = { floor: undefined, floorValue: undefined, ratio: undefined, checks: [] };
  return { name, value, unit: '', ...nothing };
}
