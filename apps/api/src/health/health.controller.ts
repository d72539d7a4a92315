import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '@gatehouse/auth-core';
import { Controller, Get } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Sessionless } from '../access/access.decorators.ts';
import { Answers } from '../http/answers.decorator.ts';
import { Draining, Ending } from '../http/draining.ts';

const healthSchema = z.object({ status: z.literal('ok') });
type Health = z.output<typeof healthSchema>;

/** Shorter than a request may take: whoever asks learns of a database that hangs before people do. */
const PATIENCE = 1_500;

@Controller('api/health')
@Sessionless()
export class HealthController {
  constructor(
    private readonly database: DataSource,
    private readonly draining: Draining,
  ) {}

  /** The process answers. */
  @Get('live')
  @Answers(healthSchema)
  live(): Health {
    return { status: 'ok' };
  }

  /** It can do its work: send it requests. */
  @Get('ready')
  @Answers(healthSchema)
  async ready(): Promise<Health> {
    if (this.draining.hasBegun)
      throw new AppError('unavailable', {
        detail: 'This process is about to end.',
        cause: new Ending(),
      });
    const answered = new AbortController();
    const late = delay(PATIENCE, undefined, { signal: answered.signal }).then(() => {
      throw new AppError('unavailable');
    });
    const asked = this.database.query('SELECT 1').catch((cause) => {
      throw new AppError('unavailable', { cause });
    });
    await Promise.race([asked, late]).finally(() => answered.abort());
    return { status: 'ok' };
  }
}
