import type { Flash, OrderLine } from '@gatehouse/auth-core';
import { idOf, type KnownSession, TIME_OVER } from './session-ledger.ts';
import type { Stage } from './story-stage.ts';

interface Row {
  readonly id: string;
  readonly counter: number | null;
  readonly cart: readonly OrderLine[] | null;
  readonly flash: readonly Flash[];
  readonly isAlive: boolean;
}

/** What does not fit together once everything has been answered; none for a story that went well. */
export async function audit(stage: Stage): Promise<string[]> {
  const rows = await rowsOf(stage);
  const faults = [...stage.faults];
  const limit = stage.apis[0]?.env.sessionsPerUser ?? 0;
  if (rows.length > limit) faults.push(`${rows.length} sessions of one person`);
  for (const session of stage.ledger.sessions) {
    const row = rows.find(({ id }) => session.ids.includes(id));
    const found = [
      ...(session.end === null ? [] : afterlifeOf(session.end, row)),
      ...(await doorsOf(stage, session, row)),
      ...countFaults(session, row),
      ...flashFaults(session, row),
    ];
    faults.push(...found.map((fault) => `session of ${session.name}: ${fault}`));
  }
  faults.push(...(await leftovers(stage)));
  const known = stage.ledger.sessions.flatMap(({ ids }) => ids);
  for (const { id } of rows)
    if (!known.includes(id)) faults.push('a session that nobody was given');
  return faults;
}

/** Tries each token once as soon as it is dead, everywhere. What time has ended is left alone: a look removes it. */
export async function tryDoors(stage: Stage): Promise<void> {
  for (const token of stage.ledger.takeDeadTokens()) {
    if (stage.ledger.refusalOf(token) === TIME_OVER) continue;
    for (const process of stage.apis.keys()) await stage.opens(token, process);
  }
}

async function rowsOf({ operator, person }: Stage): Promise<Row[]> {
  const { rows } = await operator.query<Row>(
    `SELECT id, counter, cart, flash, idle_expires_at > now() AND expires_at > now() AS "isAlive"
       FROM sessions WHERE user_id = $1`,
    [person.id],
  );
  return rows;
}

/** Whoever is gone leaves no address behind. */
async function leftovers({ operator, person }: Stage): Promise<string[]> {
  const { rows } = await operator.query(
    `SELECT 1 FROM orders WHERE user_id IS NULL AND address ->> 'name' = $1`,
    [person.username],
  );
  return rows.map(() => 'an order keeps the address of somebody who is gone');
}

function afterlifeOf(end: string, row: Row | undefined): string[] {
  if (row?.isAlive) return [`alive, although ${end}`];
  // A row that is past its time waits for somebody to remove it.
  return row && end !== TIME_OVER ? [`stored, although ${end}`] : [];
}

/** Tokens of an ended session are let in nowhere; one of a session that nobody ended is, everywhere. */
async function doorsOf(
  stage: Stage,
  session: KnownSession,
  row: Row | undefined,
): Promise<string[]> {
  const faults: string[] = [];
  for (const process of stage.apis.keys()) {
    let opening = 0;
    for (const token of session.cookies) {
      const isOpen = await stage.opens(token, process);
      const refusal = stage.ledger.refusalOf(token);
      if (isOpen) opening += 1;
      if (isOpen && refusal)
        faults.push(`${idOf(token)} opens process ${process}, although ${refusal}`);
      if (isOpen && !row?.isAlive)
        faults.push(`${idOf(token)} opens process ${process} without a row`);
    }
    const mayBeGone = row === undefined && (session.mayHaveEnded || isFull(stage));
    const isLost = session.end === null && opening === 0 && !mayBeGone;
    if (isLost) faults.push(`lost on process ${process}, although nobody ended it`);
  }
  return faults;
}

/** A log-in beyond the limit ends the session that was used the longest ago. */
function isFull({ apis, ledger }: Stage): boolean {
  return ledger.sessions.length > (apis[0]?.env.sessionsPerUser ?? 0);
}

function countFaults({ counts, carts, maybe }: KnownSession, row: Row | undefined): string[] {
  const faults: string[] = [];
  if (new Set(counts).size !== counts.length) faults.push(`counted ${counts.join(', ')}`);
  if (!row) return faults;
  if ((row.counter ?? 0) !== counts.length)
    faults.push(`counts ${row.counter} after ${counts.length} increments`);
  const quantity = row.cart?.[0]?.quantity ?? null;
  const possible = [...(carts.length > 0 ? carts : [null]), ...maybe];
  if (!possible.includes(quantity))
    faults.push(`cart holds ${quantity} after ${possible.join(', ')} were saved`);
  return faults;
}

/** Log-ins elsewhere leave this one wherever a session is open at that moment. */
function isOfThisBrowser(code: string): boolean {
  return code !== 'new_browser';
}

/** A message that waits already is not left twice: of each code one is seen at least, and none too many. */
function flashFaults(session: KnownSession, row: Row | undefined): string[] {
  const { left, taken, maybe, end } = session;
  const waiting = row?.flash.map(({ code }) => String(code)) ?? [];
  return [...new Set([...left, ...taken, ...waiting])].filter(isOfThisBrowser).flatMap((code) => {
    const is = (one: string | number | null) => one === code;
    const times = [...left, ...maybe].filter(is).length;
    const seen = [...taken, ...waiting].filter(is).length;
    if (seen > times) return [`${code} left ${times} times and seen ${seen} times`];
    return seen === 0 && row && end === null ? [`${code} is lost`] : [];
  });
}
