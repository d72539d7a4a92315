import * as z from 'zod/mini';
import type { PasswordResetRequest } from '../recovery.ts';
import { EMPTY_IDENTIFIER } from '../words.ts';
import { identifierSchema } from './credentials.ts';

export const passwordResetRequestSchema = z.strictObject({
  identifier: identifierSchema(EMPTY_IDENTIFIER),
}) satisfies z.ZodMiniType<PasswordResetRequest>;
