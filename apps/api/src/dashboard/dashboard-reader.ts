import {
  type Dashboard,
  type DashboardPeriod,
  type DashboardSeries,
  dashboardPeriods,
  type GuessedAccount,
} from '@gatehouse/auth-core';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { rows } from '../database/rows.ts';
import { isAliveInDatabase } from '../session/session-rows.ts';
import { type CountedName, EventCounts, NEW_DEVICE } from './event-counts.ts';

/** Accounts that are shown as guessed, and how many failures in a row make one. */
const guessing = { accounts: 10, failures: 3 };

const names: Readonly<Record<DashboardSeries, readonly CountedName[]>> = {
  logIns: ['session_created'],
  failures: ['authn_login_fail'],
  throttles: ['authn_login_fail_max', 'authn_login_lock', 'excess_rate_limit_exceeded'],
  newDevices: [NEW_DEVICE],
};

type Step = { readonly at: Date } & Readonly<Record<DashboardSeries, number>>;

/** Reads what admins see at a glance. */
@Injectable()
export class DashboardReader {
  constructor(
    private readonly database: DataSource,
    private readonly counts: EventCounts,
  ) {}

  async read(period: DashboardPeriod): Promise<Dashboard> {
    // What this process has counted is seen at once.
    await this.counts.write();
    const [steps, now, guessed] = await Promise.all([
      this.#steps(period),
      this.#now(),
      this.#guessed(),
    ]);
    const series = (name: DashboardSeries) => steps.map((step) => step[name]);
    return {
      times: steps.map(({ at }) => at.toISOString()),
      series: {
        logIns: series('logIns'),
        failures: series('failures'),
        throttles: series('throttles'),
        newDevices: series('newDevices'),
      },
      now,
      guessed,
    };
  }

  /** Every step, also those in which nothing happened. */
  #steps(period: DashboardPeriod): Promise<Step[]> {
    const { steps, hours } = dashboardPeriods[period];
    const sums = Object.entries(names).map(
      ([series, of]) =>
        `coalesce(sum(count) FILTER (WHERE name IN (${of.map((name) => `'${name}'`)})), 0)::int AS "${series}"`,
    );
    return rows<Step>(
      this.database,
      `SELECT step.at, ${sums.join(', ')}
         FROM generate_series(
           date_bin($1::interval, now(), 'epoch') - ($2::int - 1) * $1::interval,
           date_bin($1::interval, now(), 'epoch'), $1::interval) AS step (at)
         LEFT JOIN event_counts e ON e.hour >= step.at AND e.hour < step.at + $1::interval
        GROUP BY step.at ORDER BY step.at`,
      [`${hours} hours`, steps],
    );
  }

  async #now(): Promise<Dashboard['now']> {
    const [now] = await rows<Dashboard['now']>(
      this.database,
      `SELECT count(*)::int AS accounts,
              count(*) FILTER (WHERE suspended_at IS NOT NULL)::int AS suspended,
              count(*) FILTER (WHERE deletion_due_at IS NOT NULL)::int AS closing,
              (SELECT count(*)::int FROM sessions s WHERE s.user_id IS NOT NULL AND ${isAliveInDatabase}) AS sessions
         FROM users`,
    );
    return now ?? { accounts: 0, suspended: 0, closing: 0, sessions: 0 };
  }

  async #guessed(): Promise<GuessedAccount[]> {
    const found = await rows<Omit<GuessedAccount, 'lastTryAt'> & { readonly lastTryAt: Date }>(
      this.database,
      `SELECT u.id, u.username, f.failures, f.last_try_at AS "lastTryAt"
         FROM password_failures f JOIN users u ON f.key = 'user:' || u.id
        WHERE f.failures >= $1 ORDER BY f.failures DESC, f.last_try_at DESC LIMIT $2`,
      [guessing.failures, guessing.accounts],
    );
    return found.map((account) => ({ ...account, lastTryAt: account.lastTryAt.toISOString() }));
  }
}
