import * as z from 'zod/mini';
import {
  type Dashboard,
  type DashboardPeriod,
  dashboardPeriods,
  type LoggedEvent,
} from '../dashboard.ts';
import { idSchema, timeSchema } from './fields.ts';
import { pageQuerySchema } from './page.ts';

const counts = z.array(z.number());

export const dashboardSchema = z.object({
  times: z.array(timeSchema),
  series: z.object({ logIns: counts, failures: counts, throttles: counts, newDevices: counts }),
  now: z.object({
    accounts: z.number(),
    suspended: z.number(),
    closing: z.number(),
    sessions: z.number(),
  }),
  guessed: z.array(
    z.object({
      id: idSchema,
      username: z.string(),
      failures: z.number(),
      lastTryAt: timeSchema,
    }),
  ),
}) satisfies z.ZodMiniType<Dashboard>;

const periods = Object.keys(dashboardPeriods) as [DashboardPeriod, ...DashboardPeriod[]];

export const dashboardQuerySchema = z.strictObject({
  period: z._default(
    z.optional(z.enum(periods, { error: `Choose one of: ${periods.join(', ')}` })),
    'day',
  ),
});

const namedAccountSchema = z.object({ id: idSchema, username: z.nullable(z.string()) });

export const loggedEventSchema = z.object({
  id: idSchema,
  at: timeSchema,
  name: z.string(),
  user: z.nullable(namedAccountSchema),
  actor: z.nullable(namedAccountSchema),
  sessionId: z.nullable(z.string()),
  device: z.nullable(z.object({ browser: z.string(), os: z.string() })),
  address: z.nullable(z.string()),
  details: z.record(z.string(), z.unknown()),
}) satisfies z.ZodMiniType<LoggedEvent>;

const momentSchema = z.iso.datetime({ error: 'Give a time like 2026-01-31T09:00:00Z.' });

export const eventFilterSchema = z.strictObject({
  name: z.optional(
    z
      .string({ error: 'Give this once.' })
      .check(z.regex(/^[a-z_]{1,64}$/, 'Give the name of an event.')),
  ),
  user: z.optional(z.uuid({ error: 'Give the id of an account.' })),
  from: z.optional(momentSchema),
  to: z.optional(momentSchema),
});

export const eventQuerySchema = z.extend(pageQuerySchema, eventFilterSchema.shape);
