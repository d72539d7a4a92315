import { AppError } from '@gatehouse/auth-core';
import { Controller, Get } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Sessionless } from '../access/access.decorators.ts';

@Controller('api/health')
@Sessionless()
export class HealthController {
  constructor(private readonly database: DataSource) {}

  /** The process answers. */
  @Get('live')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** It can do its work: send it requests. */
  @Get('ready')
  async ready(): Promise<{ status: 'ok' }> {
    await this.database.query('SELECT 1').catch((cause) => {
      throw new AppError('unavailable', { cause });
    });
    return { status: 'ok' };
  }
}
