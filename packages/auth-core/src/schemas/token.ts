import * as z from 'zod/mini';
import type { MailedLink } from '../recovery.ts';

const DAMAGED = 'This link is damaged. Open it in the email again.';

/** Of a mailed link. Which ones are good is the server's to say. */
export const tokenSchema = z.string({ error: DAMAGED }).check(z.regex(/^[\w-]{1,100}$/, DAMAGED));

export const mailedLinkSchema = z.strictObject({
  token: tokenSchema,
}) satisfies z.ZodMiniType<MailedLink>;
