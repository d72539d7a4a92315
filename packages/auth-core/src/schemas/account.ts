import * as z from 'zod/mini';
import type { AccountDeletion, AccountEvent, PasswordDemand } from '../account.ts';
import { timeSchema } from './fields.ts';

export const accountDeletionSchema = z.object({
  closing: z.boolean(),
  dueAt: z.nullable(timeSchema),
  messages: z.number(),
  orders: z.number(),
}) satisfies z.ZodMiniType<AccountDeletion>;

export const accountEventSchema = z.object({
  id: z.string(),
  at: timeSchema,
  code: z.string(),
  action: z.nullable(z.string()),
  device: z.nullable(z.object({ browser: z.string(), os: z.string() })),
  address: z.nullable(z.string()),
  actor: z.nullable(
    z.union([
      z.object({ kind: z.literal('admin'), username: z.nullable(z.string()) }),
      z.object({ kind: z.literal('operator') }),
    ]),
  ),
}) satisfies z.ZodMiniType<AccountEvent>;

export const passwordDemandSchema = z.strictObject({
  demanded: z.boolean({ error: 'Say true or false.' }),
}) satisfies z.ZodMiniType<PasswordDemand>;
