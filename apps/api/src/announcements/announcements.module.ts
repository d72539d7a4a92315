import { Global, Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ENV } from '../config/config.module.ts';
import type { Env } from '../config/env.ts';
import { RedisAnnouncements } from '../relay/redis-announcements.ts';
import { Announcements } from './announcements.ts';
import { CoherentTransaction } from './coherent-transaction.ts';
import { PostgresAnnouncements } from './postgres-announcements.ts';

@Global()
@Module({
  providers: [
    CoherentTransaction,
    {
      provide: Announcements,
      inject: [ENV, DataSource],
      useFactory: ({ redisUrl }: Env, database: DataSource) =>
        redisUrl ? new RedisAnnouncements(database, redisUrl) : new PostgresAnnouncements(database),
    },
  ],
  exports: [Announcements, CoherentTransaction],
})
export class AnnouncementsModule {}
