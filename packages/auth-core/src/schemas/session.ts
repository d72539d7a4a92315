import * as z from 'zod/mini';
import {
  deviceKinds,
  type EndedSessions,
  type LogInHistory,
  type Session,
  type SessionSummary,
  type SessionView,
} from '../session.ts';
import { actingAdminSchema } from './acting.ts';
import { idSchema, timeSchema } from './fields.ts';
import { userSchema } from './user.ts';

export const sessionSchema = z.object({
  id: idSchema,
  createdAt: timeSchema,
  expiresAt: timeSchema,
  idleExpiresAt: timeSchema,
  freshUntil: z.nullable(timeSchema),
  remembered: z.boolean(),
  actor: z.nullable(actingAdminSchema),
}) satisfies z.ZodMiniType<Session>;

export const sessionSummarySchema = z.extend(sessionSchema, {
  current: z.boolean(),
  lastSeenAt: timeSchema,
  device: z.object({ browser: z.string(), os: z.string(), kind: z.enum(deviceKinds) }),
  address: z.nullable(z.string()),
}) satisfies z.ZodMiniType<SessionSummary>;

export const sessionViewSchema = z.object({
  user: z.nullable(userSchema),
  session: z.nullable(sessionSchema),
  flash: z.number(),
}) satisfies z.ZodMiniType<SessionView>;

export const logInHistorySchema = z.object({
  count: z.number(),
  previous: z.nullable(
    z.object({
      at: timeSchema,
      device: z.object({ browser: z.string(), os: z.string() }),
      address: z.nullable(z.string()),
    }),
  ),
}) satisfies z.ZodMiniType<LogInHistory>;

export const endedSessionsSchema = z.object({
  endedSessions: z.number(),
}) satisfies z.ZodMiniType<EndedSessions>;
