import type { Counter } from '@gatehouse/auth-core';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Browser } from '../browser/browser.ts';
import { rows } from '../database/rows.ts';
import { SessionService } from '../session/session.service.ts';

/** Counts in the session, by single statements: parallel requests lose nothing. */
@Injectable()
export class CounterService {
  constructor(
    private readonly database: DataSource,
    private readonly sessions: SessionService,
  ) {}

  async start(browser: Browser): Promise<Counter> {
    await this.sessions.ensure(browser);
    return this.#run(browser, 'UPDATE sessions SET counter = 0 WHERE key = $1 RETURNING counter');
  }

  read(browser: Browser): Promise<Counter> {
    return this.#run(browser, 'SELECT counter FROM sessions WHERE key = $1');
  }

  /** Where none was started there is nothing to count, and nothing begins. */
  increment(browser: Browser): Promise<Counter> {
    return this.#run(
      browser,
      'UPDATE sessions SET counter = counter + 1 WHERE key = $1 RETURNING counter',
    );
  }

  clear(browser: Browser): Promise<Counter> {
    return this.#run(
      browser,
      'UPDATE sessions SET counter = NULL WHERE key = $1 RETURNING counter',
    );
  }

  async #run({ session }: Browser, statement: string): Promise<Counter> {
    if (!session) return { count: null };
    const [row] = await rows<{ counter: number | null }>(this.database, statement, [session.key]);
    return { count: row?.counter ?? null };
  }
}
