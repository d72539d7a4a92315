import {
  AppError,
  type LogInHistory,
  logInHistory,
  logInHistorySchema,
} from '@gatehouse/auth-core';
import { Controller, Get } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { WhileActing } from '../access/access.decorators.ts';
import { CurrentBrowser } from '../access/current-browser.decorator.ts';
import type { Browser } from '../browser/browser.ts';
import { rows } from '../database/rows.ts';
import { Answers } from '../http/answers.decorator.ts';

interface Found {
  readonly count: number;
  readonly at: Date | null;
  readonly browser: string | null;
  readonly os: string | null;
  readonly address: string | null;
}

/** Said twice, and no common table: that would be read whole each time, and an account can have as many as it likes. */
const ofPerson = `FROM security_events WHERE user_id = $1 AND name = 'session_created'`;

/** Tells people of their log-ins, from the events that are kept anyway: a log-in costs nothing more for it. */
@Controller('api/account/log-ins')
export class LogInsController {
  constructor(private readonly database: DataSource) {}

  /** A session began in the transaction of its event: both have the same time, which no renewal of the session moves. */
  @Get()
  @WhileActing(true)
  @Answers(logInHistorySchema)
  async read(@CurrentBrowser() { session }: Browser): Promise<LogInHistory> {
    if (!session?.user) throw new AppError('unauthenticated');
    const [found] = await rows<Found>(
      this.database,
      `SELECT (SELECT count(*)::int FROM (SELECT ${ofPerson} LIMIT ${logInHistory.counted}) counted) AS count, previous.*
         FROM (SELECT created_at FROM sessions WHERE key = $2) session
         LEFT JOIN LATERAL (
           SELECT at, browser, os, address ${ofPerson} AND at < session.created_at
            ORDER BY at DESC LIMIT 1) previous ON true`,
      [session.user.id, session.key],
    );
    // It ended meanwhile.
    if (!found) throw new AppError('unauthenticated');
    return { count: found.count, previous: toLogIn(found) };
  }
}

function toLogIn({ at, browser, os, address }: Found): LogInHistory['previous'] {
  if (!at) return null;
  return {
    at: at.toISOString(),
    device: { browser: browser ?? 'Unknown', os: os ?? 'Unknown' },
    address,
  };
}
