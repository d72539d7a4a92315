import type { DataSource } from 'typeorm';
import { rows } from '../../database/rows.ts';
import { shown, table } from './table.ts';

export interface RecordedEvent {
  readonly id: string;
  readonly at: Date;
  readonly name: string;
  readonly userId: string | null;
  /** As they are called now; null for somebody who is gone. */
  readonly username: string | null;
  readonly sessionId: string | null;
  readonly actorId: string | null;
  readonly actor: string | null;
  readonly address: string | null;
  readonly browser: string | null;
  readonly os: string | null;
  readonly details: Readonly<Record<string, unknown>>;
}

interface Filter {
  readonly name: string | undefined;
  readonly userId: string | undefined;
  readonly since: Date | undefined;
}

/** Transactions are committed in another order than their rows have numbers: an event may be so much late. */
const LATE = '1 minute';

const columns = `
  e.id::text, e.at, e.name, e.user_id AS "userId", u.username, e.session_id AS "sessionId",
  e.actor_id AS "actorId", a.username AS actor, e.address, e.browser, e.os, e.details`;

/** The kept events, as the operator asks for them. */
export class EventRecord {
  readonly #database: DataSource;
  readonly #filter: Filter;
  readonly #seen = new Set<string>();

  constructor(database: DataSource, filter: Filter) {
    this.#database = database;
    this.#filter = filter;
  }

  /** In the order in which they happened. */
  async latest(limit: number): Promise<RecordedEvent[]> {
    const found = await this.#read('true', limit);
    const recent = await this.#read(`e.at > now() - interval '${LATE}'`, null);
    for (const { id } of [...found, ...recent]) this.#seen.add(id);
    return found.reverse();
  }

  /** What has happened since the last call. */
  async next(): Promise<RecordedEvent[]> {
    const found = await this.#read(`e.at > now() - interval '${LATE}'`, null);
    const unseen = found.filter(({ id }) => !this.#seen.has(id));
    this.#seen.clear();
    for (const { id } of found) this.#seen.add(id);
    return unseen.reverse();
  }

  #read(condition: string, limit: number | null): Promise<RecordedEvent[]> {
    const { name, userId, since } = this.#filter;
    return rows<RecordedEvent>(
      this.#database,
      `SELECT ${columns} FROM security_events e
         LEFT JOIN users u ON u.id = e.user_id LEFT JOIN users a ON a.id = e.actor_id
        WHERE ${condition} AND ($1::text IS NULL OR e.name = $1) AND ($3::timestamptz IS NULL OR e.at >= $3)
          AND ($2::uuid IS NULL OR e.user_id = $2 OR e.actor_id = $2)
        ORDER BY e.id DESC LIMIT $4`,
      [name, userId, since, limit],
    );
  }
}

export function tableOf(events: readonly RecordedEvent[]) {
  return table(
    ['AT', 'EVENT', 'USER', 'BY', 'FROM', 'DETAILS'],
    events.map((event) => cellsOf(event)),
  );
}

export function lineOf(event: RecordedEvent): string {
  return cellsOf(event).map(shown).join('  ');
}

function cellsOf(event: RecordedEvent) {
  const { browser, os, address, details } = event;
  const by = event.actor ?? event.actorId ?? (details['by'] === 'command' ? 'operator' : null);
  return [
    event.at,
    event.name,
    event.username ?? event.userId,
    by,
    [browser, os, address].filter(Boolean).join(', '),
    Object.entries(details)
      .map(([name, value]) => `${name}=${String(value)}`)
      .join(' '),
  ];
}
