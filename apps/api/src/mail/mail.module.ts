import { Global, Module } from '@nestjs/common';
import { ENV } from '../config/config.module.ts';
import type { Env } from '../config/env.ts';
import { MailDelivery } from './mail-delivery.ts';
import { MailMetrics } from './mail-metrics.ts';
import { MailQueue } from './mail-queue.ts';
import { MailRows } from './mail-rows.ts';
import { MailSeal } from './mail-seal.ts';
import { MailSender } from './mail-sender.ts';
import { type Mail, Mailer } from './mailer.ts';
import { OutboxMailer } from './outbox-mailer.ts';
import { SmtpMailer } from './smtp-mailer.ts';

/** Where nobody adds a mail. */
class NoMailer extends Mailer {
  send(_: Mail): Promise<void> {
    return Promise.reject(new Error('There is no mail.'));
  }
}

@Global()
@Module({
  providers: [
    MailDelivery,
    MailMetrics,
    MailQueue,
    MailRows,
    MailSender,
    {
      provide: MailSeal,
      inject: [ENV],
      useFactory: ({ secretKeys }: Env) => new MailSeal(secretKeys),
    },
    {
      provide: Mailer,
      inject: [ENV],
      useFactory: ({ mail, publicUrl: { hostname } }: Env): Mailer => {
        if (mail.kind === 'smtp') return new SmtpMailer(mail, hostname);
        return mail.kind === 'outbox' ? new OutboxMailer(mail.folder, hostname) : new NoMailer();
      },
    },
  ],
  exports: [MailQueue],
})
export class MailModule {}
