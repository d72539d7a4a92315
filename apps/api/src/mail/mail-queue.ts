import { randomUUID } from 'node:crypto';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource, type EntityManager, type QueryRunner } from 'typeorm';
import { ENV } from '../config/config.module.ts';
import type { Env } from '../config/env.ts';
import type { AddressedLetter, Letter } from './letter.ts';
import { MailRows } from './mail-rows.ts';
import { MailSeal } from './mail-seal.ts';
import { MailSender } from './mail-sender.ts';

/** Takes letters in the transaction of what they tell of: neither is there without the other, and nobody waits for a mail server. */
@Injectable()
export class MailQueue implements OnModuleInit {
  /** Whether anybody gets mail from here. Without it, flows that need mail are not offered. */
  readonly isOn: boolean;
  readonly #uncommitted = new WeakSet<QueryRunner>();

  constructor(
    @Inject(ENV) env: Env,
    private readonly seal: MailSeal,
    private readonly mails: MailRows,
    private readonly sender: MailSender,
    private readonly database: DataSource,
  ) {
    this.isOn = env.mail.kind !== 'none';
  }

  onModuleInit(): void {
    if (!this.isOn) return;
    this.database.subscribers.push({
      afterTransactionCommit: ({ queryRunner }) => {
        if (this.#uncommitted.delete(queryRunner)) this.sender.wake();
      },
      afterTransactionRollback: ({ queryRunner }) => void this.#uncommitted.delete(queryRunner),
    });
  }

  /**
   * @param manager of the transaction of what the letter tells of
   * @param to the address as it is stored, never as somebody typed it
   */
  async add(manager: EntityManager, to: string, letter: Letter): Promise<void> {
    if (!this.isOn) return;
    const id = randomUUID();
    const content: AddressedLetter = { to, letter };
    await this.mails.insert(manager, id, this.seal.close(id, content));
    const runner = manager.queryRunner;
    if (runner?.isTransactionActive) this.#uncommitted.add(runner);
    else this.sender.wake();
  }
}
