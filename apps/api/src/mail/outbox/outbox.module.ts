import { type DynamicModule, Module } from '@nestjs/common';
import type { Env } from '../../config/env.ts';
import { isLocal } from '../../config/remote-servers.ts';
import { PageFiles } from '../../pages/page-files.ts';
import { OutboxController } from './outbox.controller.ts';
import { OutboxFiles } from './outbox-files.ts';

@Module({ controllers: [OutboxController] })
export class OutboxModule {
  /**
   * Nothing where mail is sent, in production, or where anybody but this machine may knock: whoever reads the mail of
   * others has their accounts.
   */
  static with(
    { mail, isProduction, host, publicUrl }: Env,
    webFolder: string | undefined,
  ): DynamicModule[] {
    const isOurs = isLocal(host) && isLocal(publicUrl.hostname);
    if (mail.kind !== 'outbox' || isProduction || !isOurs) return [];
    const providers = [
      { provide: OutboxFiles, useValue: new OutboxFiles(mail.folder) },
      { provide: PageFiles, useValue: new PageFiles(webFolder) },
    ];
    return [{ module: OutboxModule, providers }];
  }
}
