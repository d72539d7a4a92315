import * as z from 'zod/mini';
import {
  type AdminUser,
  accountSorts,
  accountStates,
  SUSPENSION_REASON_MAX,
  type Suspension,
  sortDirections,
} from '../admin.ts';
import { roles } from '../user.ts';
import { shortText, timeSchema } from './fields.ts';
import { userQuerySchema } from './page.ts';
import { userSchema } from './user.ts';

export const adminUserSchema = z.extend(userSchema, {
  suspendedAt: z.nullable(timeSchema),
  suspensionReason: z.nullable(z.string()),
  deletionDueAt: z.nullable(timeSchema),
  lastLogInAt: z.nullable(timeSchema),
  sessions: z.number(),
}) satisfies z.ZodMiniType<AdminUser>;

export const adminUserQuerySchema = z.extend(userQuerySchema, {
  role: z.optional(oneOf(roles)),
  state: z.optional(oneOf(accountStates)),
  sort: z._default(z.optional(oneOf(accountSorts)), 'username'),
  direction: z._default(z.optional(oneOf(sortDirections)), 'ascending'),
});

export const suspensionSchema = z.strictObject({
  reason: shortText(SUSPENSION_REASON_MAX, 'Say why'),
}) satisfies z.ZodMiniType<Suspension>;

function oneOf<const Values extends readonly [string, ...string[]]>(values: Values) {
  return z.enum(values, { error: `Choose one of: ${values.join(', ')}` });
}
