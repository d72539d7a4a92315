import * as z from 'zod/mini';
import type { PasswordResetRequest, WaitingAddress } from '../recovery.ts';
import { EMPTY_IDENTIFIER } from '../words.ts';
import { identifierSchema } from './credentials.ts';

export const passwordResetRequestSchema = z.strictObject({
  identifier: identifierSchema(EMPTY_IDENTIFIER),
}) satisfies z.ZodMiniType<PasswordResetRequest>;

export const waitingAddressSchema = z.object({
  email: z.nullable(z.string()),
}) satisfies z.ZodMiniType<WaitingAddress>;
