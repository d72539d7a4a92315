import type { INestApplicationContext } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { doneBy } from '../../events/done-by.ts';
import { SecurityEvents } from '../../events/security-events.ts';
import { MailQueue } from '../../mail/mail-queue.ts';
import { PasswordResets } from '../../password-reset/password-resets.ts';
import { tokenLife } from '../../recovery/token-policy.ts';

/** What became of a link for a new password: nobody but its person sees or sets one. */
export interface SentLink {
  readonly isMailed: boolean;
  /** To be handed over, where it is not mailed. */
  readonly url: string | null;
}

/** @param isPrinted whether it is not mailed in any case */
export async function sendLink(
  application: INestApplicationContext,
  id: string,
  isPrinted: boolean,
): Promise<SentLink> {
  const isMailed = application.get(MailQueue).isOn && !isPrinted;
  return application.get(DataSource).transaction(async (manager) => {
    const resets = application.get(PasswordResets);
    const url = isMailed ? null : await resets.link(manager, { id });
    if (isMailed) await resets.start(manager, { id });
    const action = isMailed ? 'password_reset_sent' : 'password_reset_printed';
    const about = { userId: id, ...doneBy(null, { action }) };
    await application.get(SecurityEvents).record(manager, { name: 'authz_admin', ...about });
    return { isMailed, url };
  });
}

/** @param email where it goes, if it is mailed */
export function wordsOf({ url }: SentLink, email: string): string[] {
  const limit = `It is good once, for ${tokenLife.password_reset / 60} minutes.`;
  if (url === null) return [`A link for a new password is on its way to ${email}. ${limit}`];
  return [url, `Hand this link over to its person alone. ${limit}`];
}
