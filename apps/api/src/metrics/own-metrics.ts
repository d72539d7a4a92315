import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { Announcements } from '../announcements/announcements.ts';
import { LEASE } from '../announcements/lease.ts';
import { SecurityEvents } from '../events/security-events.ts';
import { Pruner } from '../pruning/pruner.ts';
import { SessionCache } from '../recognition/session-cache.ts';
import { type LabelledMetric, type Metric, Metrics } from './metrics.ts';

/** What the application tells about its sessions and its database. */
@Injectable()
export class OwnMetrics implements OnModuleInit {
  constructor(
    private readonly metrics: Metrics,
    private readonly cache: SessionCache,
    private readonly announcements: Announcements,
    private readonly events: SecurityEvents,
    private readonly pruner: Pruner,
    private readonly database: DataSource,
  ) {}

  onModuleInit(): void {
    this.metrics.add(...this.#ofSessions(), ...this.#ofAnnouncements(), ...this.#ofTheDatabase());
    this.metrics.add({
      name: 'gatehouse_security_events_total',
      help: 'What happened to sessions and accounts, seen by this process.',
      type: 'counter',
      label: 'event',
      read: () => Object.fromEntries(this.events.counts),
    });
  }

  #ofSessions(): Metric[] {
    const { cache } = this;
    return [
      {
        name: 'gatehouse_session_cache_hits_total',
        help: 'Requests whose session was known here.',
        type: 'counter',
        read: () => cache.stats.hits,
      },
      {
        name: 'gatehouse_session_cache_misses_total',
        help: 'Requests whose session was looked for in the database.',
        type: 'counter',
        read: () => cache.stats.misses,
      },
      {
        name: 'gatehouse_session_cache_entries',
        help: 'Sessions that this process remembers.',
        type: 'gauge',
        read: () => cache.size,
      },
      {
        name: 'gatehouse_session_cache_oldest_age_seconds',
        help: 'How long ago the session that was read first was read.',
        type: 'gauge',
        read: () => cache.oldestAge / 1000,
      },
    ];
  }

  #ofAnnouncements(): Metric[] {
    const { announcements } = this;
    return [
      {
        name: 'gatehouse_session_staleness_bound_seconds',
        help: 'How long at most a change elsewhere stays unnoticed here; 0 while every request asks the database.',
        type: 'gauge',
        read: () => (announcements.isHeard ? LEASE / 1000 : 0),
      },
      {
        name: 'gatehouse_announcements_connected',
        help: 'Whether this process hears of every change.',
        type: 'gauge',
        read: () => Number(announcements.isHeard),
      },
      {
        name: 'gatehouse_announcements_lost_total',
        help: 'How often changes may have been missed, so that everything known was forgotten.',
        type: 'counter',
        read: () => announcements.stats.lost,
      },
    ];
  }

  #ofTheDatabase(): LabelledMetric[] {
    const { master } = this.database.driver as unknown as { master: Pool };
    return [
      {
        name: 'gatehouse_pruned_rows_total',
        help: 'Rows that were over and are removed, by this process.',
        type: 'counter',
        label: 'kind',
        read: () => this.pruner.removed,
      },
      {
        name: 'gatehouse_database_connections',
        help: 'Connections of the pool, and requests that wait for one.',
        type: 'gauge',
        label: 'state',
        read: () => ({
          busy: master.totalCount - master.idleCount,
          idle: master.idleCount,
          waiting: master.waitingCount,
        }),
      },
    ];
  }
}
