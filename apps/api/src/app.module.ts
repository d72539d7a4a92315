import { type DynamicModule, Module } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { AccessModule } from './access/access.module.ts';
import { AccountModule } from './account/account.module.ts';
import { ForeignHashesModule } from './account/foreign-hashes/foreign-hashes.module.ts';
import { ActingModule } from './acting/acting.module.ts';
import { ActivityModule } from './activity/activity.module.ts';
import { AddressesModule } from './addresses/addresses.module.ts';
import { AdminModule } from './admin/admin.module.ts';
import { AnnouncementsModule } from './announcements/announcements.module.ts';
import { ClosingModule } from './closing/closing.module.ts';
import { ConfigModule } from './config/config.module.ts';
import type { Env } from './config/env.ts';
import { CounterModule } from './counter/counter.module.ts';
import { DashboardModule } from './dashboard/dashboard.module.ts';
import { DatabaseModule } from './database/database.module.ts';
import { EventsModule } from './events/events.module.ts';
import { FlashModule } from './flash/flash.module.ts';
import { FormsModule } from './forms/forms.module.ts';
import { HealthModule } from './health/health.module.ts';
import type { Draining } from './http/draining.ts';
import { LimitsModule } from './limits/limits.module.ts';
import { LiveModule } from './live/live.module.ts';
import { LoginModule } from './login/login.module.ts';
import { MailModule } from './mail/mail.module.ts';
import { OutboxModule } from './mail/outbox/outbox.module.ts';
import { MessagesModule } from './messages/messages.module.ts';
import { MetricsModule } from './metrics/metrics.module.ts';
import { PagesModule } from './pages/pages.module.ts';
import { PasswordResetModule } from './password-reset/password-reset.module.ts';
import { PruningModule } from './pruning/pruning.module.ts';
import { RecognitionModule } from './recognition/recognition.module.ts';
import { RecoveryModule } from './recovery/recovery.module.ts';
import { RegistrationModule } from './registration/registration.module.ts';
import { SessionModule } from './session/session.module.ts';
import { ShopModule } from './shop/shop.module.ts';
import { UsersModule } from './users/users.module.ts';

export interface AppOptions {
  readonly env: Env;
  readonly dataSource: DataSource;
  readonly draining: Draining;
  /** Folder of the built web app; without it the API is served alone. */
  readonly webFolder: string | undefined;
}

/** The table of contents. */
@Module({})
export class AppModule {
  static with({ env, dataSource, draining, webFolder }: AppOptions): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.with(env),
        DatabaseModule.with(dataSource),
        AnnouncementsModule,
        EventsModule,
        MailModule,
        LimitsModule,
        SessionModule,
        RecoveryModule,
        RecognitionModule,
        AccessModule,
        FlashModule,
        LoginModule,
        LiveModule,
        AccountModule,
        ForeignHashesModule,
        AddressesModule,
        ActivityModule,
        ClosingModule,
        UsersModule,
        ActingModule,
        PasswordResetModule,
        AdminModule,
        DashboardModule,
        RegistrationModule,
        MessagesModule,
        ShopModule,
        CounterModule,
        FormsModule,
        HealthModule.with(draining),
        PruningModule,
        MetricsModule,
        ...OutboxModule.with(env, webFolder),
        PagesModule.with(webFolder),
      ],
    };
  }
}
