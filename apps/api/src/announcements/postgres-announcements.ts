import {
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { DataSource } from 'typeorm';
import { rows } from '../database/rows.ts';
import { Announcements } from './announcements.ts';
import { Fences } from './fences.ts';
import { Lease } from './lease.ts';
import { LISTENER, ListeningConnection } from './listening-connection.ts';
import { acknowledgementPayload, CHANNEL, fencePayload, parsePayload } from './payload.ts';

/** Announcements by the triggers of the database and its NOTIFY, on a connection of this process's own. */
@Injectable()
export class PostgresAnnouncements
  extends Announcements
  implements OnApplicationBootstrap, OnApplicationShutdown
{
  readonly #logger = new Logger('announcements');
  readonly #lease = new Lease();
  readonly #database: DataSource;
  readonly #connection: ListeningConnection;
  readonly #fences: Fences;

  constructor(database: DataSource) {
    super();
    this.#database = database;
    this.#connection = new ListeningConnection(database, this.#lease, {
      onPayload: (payload) => this.#hear(payload),
      onBegin: () => this.tell({ type: 'everything' }),
      onGap: () => this.lose(),
      onError: (error) => this.#logger.warn(`The listening connection failed: ${String(error)}`),
    });
    this.#fences = new Fences({
      lease: this.#lease,
      ask: (nonce) => this.#ask(nonce),
      acknowledge: (nonce, process) => this.#connection.say(acknowledgementPayload(nonce, process)),
    });
  }

  get isHeard(): boolean {
    return this.#lease.isValid;
  }

  onApplicationBootstrap(): Promise<void> {
    return this.#connection.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.#connection.stop();
  }

  everyoneHeard(): Promise<void> {
    return this.#fences.everyoneHeard();
  }

  async #ask(nonce: string): Promise<number> {
    const [found] = await rows<{ count: number }>(
      this.#database,
      `SELECT count(*)::int AS count, pg_notify($2, $3)
         FROM pg_stat_activity WHERE datname = current_database() AND application_name = $1`,
      [LISTENER, CHANNEL, fencePayload(nonce)],
    );
    return found?.count ?? 0;
  }

  #hear(text: string): void {
    const payload = parsePayload(text);
    if (payload.type === 'fence' || payload.type === 'acknowledgement') this.#fences.hear(payload);
    else this.tell(payload);
  }
}
