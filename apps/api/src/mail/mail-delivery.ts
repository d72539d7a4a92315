import { randomInt } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { SecurityEvents } from '../events/security-events.ts';
import { ServerLog } from '../events/server-log.ts';
import type { AddressedLetter } from './letter.ts';
import { type ClaimedMail, MailRows } from './mail-rows.ts';
import { MailSeal } from './mail-seal.ts';
import { Mailer, MailRefused } from './mailer.ts';

/** Seconds. */
const patience = {
  /** Before the second try; each further pause is twice as long. */
  first: 60,
  longest: 6 * 60 * 60,
  /** After it, whatever the mail told of is old. */
  all: 3 * 24 * 60 * 60,
} as const;

/** Milliseconds that one try may take, whatever a server does. Less than the lease of a claim. */
const TRY = 60_000;

/** Milliseconds between tries to write down that a mail is sent: a row that is not told of it is sent again. */
const PAUSES = [0, 200, 1_000, 3_000] as const;

type Reason = 'refused' | 'too_old' | 'unreadable';

/** One try to send one mail, and what becomes of its row. */
@Injectable()
export class MailDelivery {
  /** Since the process began. */
  readonly counts = { sent: 0, postponed: 0, failed: 0 };

  constructor(
    private readonly mailer: Mailer,
    private readonly mails: MailRows,
    private readonly seal: MailSeal,
    private readonly events: SecurityEvents,
    private readonly log: ServerLog,
  ) {}

  /** Never throws: whatever happens is written down or told. */
  async deliver(claimed: ClaimedMail, hangUp: AbortSignal): Promise<void> {
    try {
      const content = this.seal.open(claimed.id, claimed.content);
      if (!isAddressed(content)) return await this.#giveUp(claimed, 'unreadable');
      const signal = AbortSignal.any([hangUp, AbortSignal.timeout(TRY)]);
      const mail = { ...content.letter, id: claimed.id, to: content.to };
      const problem = await this.mailer.send(mail, signal).then(
        () => undefined,
        (error: unknown) => toError(error),
      );
      if (problem) await this.#failed(claimed, problem);
      else await this.#sent(claimed);
    } catch (err) {
      this.log.lines.error({ err, mail: claimed.id }, 'what became of a mail is not written down');
    }
  }

  async #sent(claimed: ClaimedMail): Promise<void> {
    this.counts.sent += 1;
    for (const [index, pause] of PAUSES.entries()) {
      await delay(pause, undefined, { ref: false });
      try {
        return await this.mails.sent(claimed);
      } catch (error) {
        if (index === PAUSES.length - 1) throw error;
      }
    }
  }

  async #failed(claimed: ClaimedMail, problem: Error): Promise<void> {
    const { id, tries, age } = claimed;
    const line = { mail: id, tries, ...factsOf(problem) };
    if (problem instanceof MailRefused) {
      this.log.lines.warn(line, 'a mail was refused for good');
      return this.#giveUp(claimed, 'refused');
    }
    if (age > patience.all) return this.#giveUp(claimed, 'too_old');
    this.counts.postponed += 1;
    this.log.lines.warn(line, 'a mail was not taken: it is tried again');
    await this.mails.postpone(claimed, pauseAfter(tries));
  }

  async #giveUp(claimed: ClaimedMail, reason: Reason): Promise<void> {
    await this.mails.givenUp(claimed);
    this.counts.failed += 1;
    const { id: mail, tries } = claimed;
    this.events.tell({ name: 'mail_failed', details: { reason, tries, mail } });
  }
}

/** A little off, so that what failed together is not tried together. */
function pauseAfter(tries: number): number {
  const pause = Math.min(patience.first * 2 ** (tries - 1), patience.longest);
  return pause * (0.75 + randomInt(500) / 1000);
}

function isAddressed(content: unknown): content is AddressedLetter {
  return typeof content === 'object' && content !== null && 'to' in content && 'letter' in content;
}

function toError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}

/** Codes alone: what a server says often holds the address of a person. */
function factsOf(problem: Error): Record<string, unknown> {
  const { code, responseCode, command } = (problem.cause ?? problem) as {
    code?: unknown;
    responseCode?: unknown;
    command?: unknown;
  };
  return { problem: problem.name, code, responseCode, command };
}
