import { setTimeout as delay } from 'node:timers/promises';
import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { ENV } from '../config/config.module.ts';
import type { Env } from '../config/env.ts';
import { serverOf } from '../events/server-log.ts';
import { MailDelivery } from './mail-delivery.ts';
import { type ClaimedMail, MailRows } from './mail-rows.ts';

/** Mails that one process sends at the same time. */
const AT_ONCE = 4;

/** Milliseconds. */
const times = {
  /** What another process left behind is found after so long at most. */
  look: 30_000,
  /** After a database that did not answer. */
  rest: 5_000,
  /** For what still waits when the process ends; the rest is for whoever comes next. */
  drain: 3_000,
} as const;

/** Sends what waits, from the moment it is committed, beside everything else. */
@Injectable()
export class MailSender implements OnModuleInit {
  readonly #isOn: boolean;
  /** As it was seen last. */
  waiting = 0;
  readonly #logger = new Logger('mail');
  readonly #underWay = new Set<Promise<void>>();
  readonly #hangUp = new AbortController();
  #alarm = new AbortController();
  #isEnding = false;
  #running: Promise<void> = Promise.resolve();

  constructor(
    @Inject(ENV) env: Env,
    private readonly mails: MailRows,
    private readonly delivery: MailDelivery,
    private readonly adapter: HttpAdapterHost,
  ) {
    this.#isOn = env.mail.kind !== 'none';
  }

  onModuleInit(): void {
    if (!this.#isOn) return;
    // A command of the operator adds mail, and whoever serves sends it.
    const server = serverOf(this.adapter);
    if (!server) return;
    server.addHook('onListen', (done) => {
      this.#running = this.#run();
      done();
    });
    // After the last request, and before the database is closed.
    server.addHook('onClose', () => this.#drain());
  }

  /** Something waits. */
  wake(): void {
    this.#alarm.abort();
  }

  async #run(): Promise<void> {
    while (!this.#hangUp.signal.aborted) {
      // Whoever wakes from here on wakes the next round.
      this.#alarm = new AbortController();
      const pause = await this.#begin();
      if (this.#isEnding && this.#underWay.size === 0) return;
      const signal = AbortSignal.any([this.#alarm.signal, this.#hangUp.signal]);
      await delay(pause, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  /**
   * Begins as many as there is room for.
   * @returns milliseconds until the next look, should nobody wake it before
   */
  async #begin(): Promise<number> {
    const room = AT_ONCE - this.#underWay.size;
    if (room === 0) return times.look;
    try {
      const claimed = await this.mails.claim(room);
      for (const mail of claimed) this.#deliver(mail);
      if (claimed.length === room) return times.look;
      const { waiting, next } = await this.mails.outlook();
      this.waiting = waiting;
      return Math.min(Math.max(next ?? times.look, 0), times.look);
    } catch (error) {
      this.#logger.warn(`No mail is sent for now: ${String(error)}`);
      return times.rest;
    }
  }

  #deliver(mail: ClaimedMail): void {
    const delivery = this.delivery.deliver(mail, this.#hangUp.signal).finally(() => {
      this.#underWay.delete(delivery);
      this.wake();
    });
    this.#underWay.add(delivery);
  }

  /** What was written by the last requests goes out, if there is somebody who takes it. */
  async #drain(): Promise<void> {
    this.#isEnding = true;
    this.wake();
    const limit = setTimeout(() => this.#hangUp.abort(), times.drain);
    await this.#running;
    clearTimeout(limit);
    await Promise.all(this.#underWay);
  }
}
