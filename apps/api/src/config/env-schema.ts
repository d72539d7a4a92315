import { PASSWORD_MAX, PASSWORD_MIN, PASSWORD_MIN_FLOOR } from '@gatehouse/auth-core';
import { z } from 'zod';
import { parseDuration } from './duration.ts';
import { flashTextsSchema } from './flash-texts.ts';
import { originSchema, publicUrlSchema, trustProxySchema } from './network-settings.ts';

const ownDuration = z.string().transform((text, context) => {
  const milliseconds = parseDuration(text);
  if (milliseconds !== undefined) return milliseconds;
  context.addIssue({
    code: 'custom',
    message: `"${text}" is not a duration. Examples: 30m, 12h, 14d.`,
  });
  return z.NEVER;
});

/** The same, or nothing at all. */
const durationOrNone = (otherwise: string) =>
  z.union([z.literal(['0', '0s']).transform(() => 0), ownDuration]).prefault(otherwise);

const duration = (otherwise: string) => ownDuration.prefault(otherwise);

const ownWhole = (min: number, max: number) =>
  z
    .string()
    .refine((text) => /^\d{1,6}$/.test(text) && Number(text) >= min && Number(text) <= max, {
      error: (issue) => `"${String(issue.input)}" is not a whole number from ${min} to ${max}.`,
    })
    .transform(Number);

const whole = (otherwise: number, min: number, max: number) =>
  ownWhole(min, max).prefault(String(otherwise));

const url = (...protocols: string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), {
    error: `is not an address that begins with ${protocols.map((name) => `${name}//`).join(' or ')}`,
  });

/** Every variable that is read, with its default. */
export const envSchema = z.object({
  NODE_ENV: z
    .enum(['production', 'development', 'test'], 'Choose production, development or test.')
    .default('development'),
  HOST: z.string().default('127.0.0.1'),
  PORT: whole(3000, 0, 65_535),
  PUBLIC_URL: publicUrlSchema.optional(),
  DATABASE_URL: url('postgres:', 'postgresql:').optional(),
  DATA_DIR: z.string().optional(),
  REDIS_URL: url('redis:', 'rediss:').optional(),
  NODE_TLS_REJECT_UNAUTHORIZED: z.string().optional(),
  SECRET_KEYS: z
    .string()
    .default('')
    .transform((text) =>
      text
        .split(',')
        .map((key) => key.trim())
        .filter(Boolean),
    ),
  TRUST_PROXY: trustProxySchema,
  TRUSTED_ORIGINS: z
    .string()
    .default('')
    .transform((text) =>
      text
        .split(',')
        .map((origin) => origin.trim())
        .filter(Boolean),
    )
    .pipe(z.array(originSchema)),
  SESSION_IDLE: duration('30m'),
  SESSION_ABSOLUTE: duration('12h'),
  REMEMBER_IDLE: duration('14d'),
  REMEMBER_ABSOLUTE: duration('30d'),
  ADMIN_SESSION_IDLE: ownDuration.optional(),
  ADMIN_SESSION_ABSOLUTE: ownDuration.optional(),
  ADMIN_REMEMBER_IDLE: ownDuration.optional(),
  ADMIN_REMEMBER_ABSOLUTE: ownDuration.optional(),
  FRESH_FOR: duration('10m'),
  SESSION_ROTATION: duration('15m'),
  SESSIONS_PER_USER: whole(10, 1, 1000),
  SESSION_CACHE_SIZE: whole(50_000, 1, 999_999),
  LIVE_STREAMS: whole(1000, 0, 100_000),
  CONNECTIONS: whole(2000, 1, 100_000),
  HEADERS_TIMEOUT: duration('8s'),
  REQUEST_TIMEOUT: duration('12s'),
  ANSWER_TIMEOUT: duration('12s'),
  KEEP_ALIVE_TIMEOUT: duration('20s'),
  SHUTDOWN_DELAY: ownDuration.optional(),
  SHUTDOWN_GRACE: duration('8s'),
  COOKIE_PREFIX: z
    .string()
    .default('')
    .refine(
      (text) => /^([a-z][\w-]{0,31})?$/i.test(text),
      'Use up to 32 letters, digits, - and _, a letter first.',
    ),
  SESSION_PROTECTION: z.enum(['basic', 'strong'], 'Choose basic or strong.').default('basic'),
  FAILURES_PER_ADDRESS: whole(20, 1, 999_999),
  REGISTRATIONS_PER_ADDRESS: whole(5, 1, 999_999),
  RESETS_PER_ADDRESS: whole(20, 1, 999_999),
  PASSWORD_MIN_LENGTH: whole(PASSWORD_MIN, PASSWORD_MIN_FLOOR, PASSWORD_MAX),
  PASSWORD_BREACH_FILE: z.string().optional(),
  PASSWORD_BREACH_URL: url('https:', 'http:')
    // Five digits are put at its end; a name and a password in it would be told in the log when it fails.
    .refine((text) => !/[@?#]/.test(text), 'Give it without a name, a password, ? and #.')
    .optional(),
  DEVISE_PEPPER: z.string().optional(),
  FLASK_BCRYPT_LONG_PASSWORDS: z.enum(['on', 'off'], 'Choose on or off.').default('off'),
  SMTP_URL: url('smtp:', 'smtps:').optional(),
  MAIL_FROM: z.string().optional(),
  OUTBOX_DIR: z.string().optional(),
  DELETION_GRACE: durationOrNone('14d'),
  FLASH_TEXTS: flashTextsSchema,
  METRICS_HOST: z.string().default('127.0.0.1'),
  METRICS_PORT: ownWhole(1, 65_535).optional(),
  LOG_LEVEL: z
    .enum(
      ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
      'Choose error, warn, info or debug.',
    )
    .optional(),
});

export type Variables = z.output<typeof envSchema>;
