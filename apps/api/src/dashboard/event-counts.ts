import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { rows } from '../database/rows.ts';
import type { EventName } from '../events/event-name.ts';
import { type SecurityEvent, SecurityEvents } from '../events/security-events.ts';

/** Milliseconds between writes: what a crash can lose of the counts. */
const PERIOD = 10_000;

/** A log-in from a browser that its person had not used before is counted beside the log-in. */
export const NEW_DEVICE = 'new_device';
export type CountedName = EventName | typeof NEW_DEVICE;

/**
 * How often each event happens, by the hour and over all processes: anybody can cause some of them without end, so a number is
 * kept and not a row each.
 */
@Injectable()
export class EventCounts implements OnModuleInit, OnApplicationShutdown {
  readonly #logger = new Logger('events');
  readonly #counted = new Map<CountedName, number>();
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly database: DataSource,
    private readonly events: SecurityEvents,
  ) {}

  onModuleInit(): void {
    this.events.subscribe((event) => this.#count(event));
    this.#timer = setInterval(() => void this.write(), PERIOD);
    this.#timer.unref();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.#timer);
    await this.write();
  }

  /** What cannot be written now is kept for the next time. */
  write(): Promise<void> {
    this.#writing = this.#writing.then(() => this.#writeCounted());
    return this.#writing;
  }

  async #writeCounted(): Promise<void> {
    const counted = [...this.#counted];
    if (counted.length === 0) return;
    this.#counted.clear();
    try {
      await rows(
        this.database,
        // In one order, so that two processes do not wait for each other.
        `INSERT INTO event_counts AS e (hour, name, count)
         SELECT date_trunc('hour', now(), 'UTC'), name, count FROM unnest($1::text[], $2::bigint[]) AS new (name, count)
          ORDER BY name
         ON CONFLICT (hour, name) DO UPDATE SET count = e.count + EXCLUDED.count`,
        [counted.map(([name]) => name), counted.map(([, count]) => count)],
      );
    } catch (error) {
      this.#logger.warn(`Counts of events are not written yet: ${String(error)}`);
      for (const [name, count] of counted) this.#add(name, count);
    }
  }

  #count({ name, details }: SecurityEvent): void {
    this.#add(name, 1);
    if (name === 'session_created' && details?.['newBrowser']) this.#add(NEW_DEVICE, 1);
  }

  #add(name: CountedName, count: number): void {
    this.#counted.set(name, (this.#counted.get(name) ?? 0) + count);
  }
}
