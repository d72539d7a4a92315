import { type DynamicModule, Global, Module } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { AccessModule } from '../../access/access.module.ts';
import { AccountModule } from '../../account/account.module.ts';
import { AdminModule } from '../../admin/admin.module.ts';
import { AnnouncementsModule } from '../../announcements/announcements.module.ts';
import { ClosingModule } from '../../closing/closing.module.ts';
import { ConfigModule } from '../../config/config.module.ts';
import type { Env } from '../../config/env.ts';
import { DatabaseModule } from '../../database/database.module.ts';
import { EventsModule } from '../../events/events.module.ts';
import { FlashModule } from '../../flash/flash.module.ts';
import { LimitsModule } from '../../limits/limits.module.ts';
import { MailModule } from '../../mail/mail.module.ts';
import { Metrics } from '../../metrics/metrics.ts';
import { PasswordResetModule } from '../../password-reset/password-reset.module.ts';
import { RecognitionModule } from '../../recognition/recognition.module.ts';
import { RecoveryModule } from '../../recovery/recovery.module.ts';
import { SessionModule } from '../../session/session.module.ts';
import { UsersModule } from '../../users/users.module.ts';

/** Modules add their numbers to it; nobody reads them here. */
@Global()
@Module({ providers: [Metrics], exports: [Metrics] })
class UnreadMetricsModule {}

/** What commands need of the API: its rules, and nothing that serves or runs by itself. */
@Module({})
export class OperatorModule {
  static with(env: Env, dataSource: DataSource): DynamicModule {
    return {
      module: OperatorModule,
      imports: [
        ConfigModule.with(env),
        DatabaseModule.with(dataSource),
        UnreadMetricsModule,
        AnnouncementsModule,
        EventsModule,
        MailModule,
        LimitsModule,
        SessionModule,
        RecoveryModule,
        RecognitionModule,
        AccessModule,
        FlashModule,
        AccountModule,
        UsersModule,
        ClosingModule,
        PasswordResetModule,
        AdminModule,
      ],
    };
  }
}
