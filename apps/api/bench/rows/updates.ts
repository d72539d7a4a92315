import type { Context } from '../context.ts';
import type { RequestResult } from '../results.ts';
import { requestText } from '../wire.ts';
import { requestResult } from './request-result.ts';
import { type Kind, update } from './requests.ts';

const PEOPLE = 64;
const floor = 'bare UPDATE';

/** An authorised change of one's own name, beside one statement by primary key. */
export async function measureUpdates(
  { crowd, meter, server, floors }: Context,
  statements: ReadonlyMap<Kind, number>,
): Promise<RequestResult> {
  const ids = await crowd.userIds(PEOPLE);
  const cookies = await crowd.logIn(ids);
  // Two names in turns: the same one again would change nothing.
  const holders = [0, PEOPLE].flatMap((offset) =>
    ids.map((userId, place) => ({ userId, cookie: cookies[place] ?? '', index: offset + place })),
  );
  const own = holders.map((holder) => requestText(update.ask(holder)));
  const bare = holders.map(({ userId, index }) =>
    requestText({ method: 'PATCH', path: `/${userId}`, body: { name: `Person ${index}` } }),
  );
  const samples = await meter.compare([
    { name: update.name, server, requests: () => own },
    { name: floor, server: floors.update, requests: () => bare },
  ]);
  return requestResult({
    name: update.name,
    samples,
    floor,
    statements: statements.get(update),
    limit: undefined,
    statementLimit: undefined,
  });
}
