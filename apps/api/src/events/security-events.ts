import type { AccountAction, KeptEventName } from '@gatehouse/auth-core';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource, type EntityManager, type QueryRunner } from 'typeorm';
import type { Browser } from '../browser/browser.ts';
import { rows } from '../database/rows.ts';
import { type EventName, eventNames, isSuspicious } from './event-name.ts';
import { LogInResults } from './log-in-results.ts';
import { ServerLog } from './server-log.ts';

export interface SecurityEvent<Name extends EventName = EventName> {
  readonly name: Name;
  readonly userId?: string | null | undefined;
  readonly sessionId?: string | null | undefined;
  /** Who did it, where it was somebody else. */
  readonly actorId?: string | null | undefined;
  /** Who asked; nobody for what happens by itself. */
  readonly browser?: Browser | undefined;
  /** Never a secret, and nothing that people typed. */
  readonly details?: Details | undefined;
}

/** An action of an event about a person is one that they have words for. */
type Details = Readonly<Record<string, string | number | boolean>> & {
  readonly action?: AccountAction | 'restored' | 'all_sessions_ended';
};

export type SecurityEventListener = (event: SecurityEvent) => void | Promise<void>;

const insert = `INSERT INTO security_events (name, user_id, session_id, actor_id, address, browser, os, details)`;
const values = '$1, $2::uuid, $3, $4::uuid, $5, $6, $7, $8::jsonb';

/** Keeps what happens to sessions and accounts, and tells it to the log. */
@Injectable()
export class SecurityEvents implements OnModuleInit {
  /** How often each happened since the process began. */
  readonly counts = new Map<EventName, number>(eventNames.map((name) => [name, 0]));
  readonly logIns = new LogInResults();
  readonly #listeners = new Set<SecurityEventListener>();
  readonly #untold = new WeakMap<QueryRunner, SecurityEvent[]>();

  constructor(
    private readonly database: DataSource,
    private readonly log: ServerLog,
  ) {}

  onModuleInit(): void {
    this.database.subscribers.push({
      afterTransactionCommit: ({ queryRunner }) => this.#tellKept(queryRunner),
      afterTransactionRollback: ({ queryRunner }) => void this.#untold.delete(queryRunner),
    });
  }

  /**
   * Hears of every event of this process, once what it tells of is committed. Nothing waits for a listener, and nothing
   * fails with it.
   * @returns what ends it
   */
  subscribe(listener: SecurityEventListener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /**
   * Keeps a row, in the transaction of what it tells of: neither is there without the other. The log hears of it when it
   * is committed.
   */
  async record(
    database: DataSource | EntityManager,
    event: SecurityEvent<KeptEventName>,
  ): Promise<void> {
    await rows(database, `${insert} VALUES (${values})`, valuesOf(event));
    this.tellWith(database, event);
  }

  /** The log alone, when what it tells of is committed. */
  tellWith(database: DataSource | EntityManager, event: SecurityEvent): void {
    const runner = database instanceof DataSource ? undefined : database.queryRunner;
    if (runner?.isTransactionActive)
      this.#untold.set(runner, [...(this.#untold.get(runner) ?? []), event]);
    else this.tell(event);
  }

  /** Keeps a row if there is such a person, and tells it either way. One statement for both, so that nobody learns which it was. */
  async recordIfKnown(event: SecurityEvent<KeptEventName>): Promise<void> {
    await rows(
      this.database,
      `${insert} SELECT ${values} WHERE EXISTS (SELECT FROM users WHERE id = $2)`,
      valuesOf(event),
    );
    this.tell(event);
  }

  /** The log alone, for what anybody could cause without end. */
  tell(event: SecurityEvent): void {
    const { name, userId, sessionId, browser, details } = event;
    const actorId = actorOf(event);
    this.counts.set(name, (this.counts.get(name) ?? 0) + 1);
    if (name === 'session_created') this.logIns.counts.begun += 1;
    const about = { event: name, userId, sessionId, actorId, address: browser?.address, details };
    const line = { ...about, requestId: browser?.requestId };
    if (isSuspicious(name)) this.log.lines.warn(line, 'security event');
    else this.log.lines.info(line, 'security event');
    for (const listener of this.#listeners) void this.#hand(event, listener);
  }

  async #hand(event: SecurityEvent, listener: SecurityEventListener): Promise<void> {
    try {
      await listener(event);
    } catch (err) {
      this.log.lines.error({ event: event.name, err }, 'a listener to events failed');
    }
  }

  #tellKept(runner: QueryRunner): void {
    const kept = this.#untold.get(runner) ?? [];
    this.#untold.delete(runner);
    for (const event of kept) this.tell(event);
  }
}

function valuesOf(event: SecurityEvent): unknown[] {
  const { name, userId, sessionId, browser, details = {} } = event;
  const { address, device } = browser ?? {};
  return [name, userId, sessionId, actorOf(event), address, device?.browser, device?.os, details];
}

/** In a session that an admin uses for somebody else, whatever is done was done by the admin. */
function actorOf({ actorId, browser }: SecurityEvent): string | null | undefined {
  return browser?.session?.actor?.id ?? actorId;
}
