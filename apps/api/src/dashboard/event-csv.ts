import type { LoggedEvent } from '@gatehouse/auth-core';
import { stringify } from 'csv-stringify/sync';

const columns = [
  'id',
  'at',
  'name',
  'user_id',
  'username',
  'actor_id',
  'actor',
  'session_id',
  'browser',
  'os',
  'address',
  'details',
];

/** The first line, which names the columns. */
export const csvHeader = stringify([columns], { record_delimiter: 'windows' });

/** Lines as RFC 4180 has them. A text that a spreadsheet would take for a formula gets a quote before it. */
export function csvLines(events: readonly LoggedEvent[]): string {
  const records = events.map(({ id, at, name, user, actor, sessionId, device, ...event }) => [
    id,
    at,
    name,
    user?.id,
    user?.username,
    actor?.id,
    actor?.username,
    sessionId,
    device?.browser,
    device?.os,
    event.address,
    JSON.stringify(event.details),
  ]);
  return stringify(records, { record_delimiter: 'windows', escape_formulas: true });
}
