import type { FlashTexts, SessionLifetimes } from '@gatehouse/auth-core';
import {
  type ConnectionLimits,
  type ShutdownTimes,
  toConnectionLimits,
  toShutdownTimes,
} from './connection-limits.ts';
import { EnvError } from './env-error.ts';
import { envSchema, type Variables } from './env-schema.ts';
import { lifetimeFaults, toLifetimes } from './lifetimes.ts';
import { type MailSettings, mailFaults, toMailSettings } from './mail-settings.ts';
import { type PasswordSettings, toPasswordSettings } from './password-settings.ts';
import { remoteServerFaults } from './remote-servers.ts';
import { keyFaults } from './secret-keys.ts';

/** The settings of one process. Read once, at boot; everybody else is handed them. */
export interface Env {
  readonly isProduction: boolean;
  readonly host: string;
  readonly port: number;
  readonly publicUrl: URL;
  readonly databaseUrl: string | undefined;
  readonly dataDir: string | undefined;
  readonly redisUrl: string | undefined;
  /** Newest first; empty until they are made, outside production. */
  readonly secretKeys: readonly string[];
  readonly trustProxy: number | readonly string[] | false;
  readonly trustedOrigins: readonly string[];
  readonly lifetimes: SessionLifetimes;
  readonly sessionsPerUser: number;
  /** How many sessions, and how many users, one process remembers. */
  readonly sessionCacheSize: number;
  /** How many open pages one process tells of the end of their session. */
  readonly liveStreams: number;
  readonly connectionLimits: ConnectionLimits;
  readonly shutdown: ShutdownTimes;
  readonly cookiePrefix: string;
  readonly sessionProtection: 'basic' | 'strong';
  /** Wrong passwords from one address in a quarter of an hour. */
  readonly failuresPerAddress: number;
  /** In an hour. */
  readonly registrationsPerAddress: number;
  /** Requests for a new password, in an hour. */
  readonly resetsPerAddress: number;
  readonly passwordMinLength: number;
  readonly passwords: PasswordSettings;
  readonly mail: MailSettings;
  /** Milliseconds between the deletion of an account and its end; 0 for none. */
  readonly deletionGrace: number;
  readonly flashTexts: FlashTexts;
  readonly metricsHost: string;
  /** Undefined where metrics are not told. */
  readonly metricsPort: number | undefined;
  readonly logLevel: string;
}

/** @throws EnvError with the list of all faults */
export function readEnv(variables: Readonly<Record<string, string | undefined>>): Env {
  const { env, faults } = examineEnv(variables);
  if (faults.length > 0) throw new EnvError(faults);
  return env;
}

/** The list of all faults, and the settings as they would be without those that cannot be read. */
export function examineEnv(variables: Readonly<Record<string, string | undefined>>): {
  readonly env: Env;
  readonly faults: readonly string[];
} {
  const given = withoutEmpty(variables);
  const issues = envSchema.safeParse(given).error?.issues ?? [];
  const broken = new Set(issues.map(({ path }) => String(path[0])));
  // What cannot be read stands aside, so that the rest is judged in the same list.
  const readable = envSchema.parse(
    Object.fromEntries(Object.entries(given).filter(([name]) => !broken.has(name))),
  );
  const faults = [
    ...issues.map(({ path, message }) => `${String(path[0])}: ${message}`),
    ...[lifetimeFaults, keyFaults, productionFaults, remoteServerFaults, metricsFaults, mailFaults]
      .flatMap((find) => find(readable))
      .filter((fault) => !broken.has(fault.split(':', 1)[0] ?? '')),
  ];
  return { env: toEnv(readable), faults };
}

/** `NAME=` in a file means "not set". */
function withoutEmpty(variables: Readonly<Record<string, string | undefined>>) {
  return Object.fromEntries(
    Object.entries(variables).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
}

function productionFaults({ NODE_ENV, SECRET_KEYS, PUBLIC_URL }: Variables): string[] {
  if (NODE_ENV !== 'production') return [];
  const faults: string[] = [];
  if (SECRET_KEYS.length === 0)
    faults.push('SECRET_KEYS: missing. Make one with: npm run gatehouse -- secret new');
  if (!PUBLIC_URL)
    faults.push(
      'PUBLIC_URL: missing. Give the address that people type, like https://app.example.com',
    );
  else if (PUBLIC_URL.protocol !== 'https:')
    faults.push('PUBLIC_URL: must begin with https:// in production.');
  return faults;
}

/** Whoever reaches the pages must not reach the metrics. */
function metricsFaults({ METRICS_PORT, PORT }: Variables): string[] {
  return METRICS_PORT !== undefined && METRICS_PORT === PORT
    ? ['METRICS_PORT: the same as PORT. Metrics need a port of their own.']
    : [];
}

function toEnv(variables: Variables): Env {
  return {
    isProduction: variables.NODE_ENV === 'production',
    host: variables.HOST,
    port: variables.PORT,
    publicUrl: variables.PUBLIC_URL ?? new URL(`http://localhost:${variables.PORT}`),
    databaseUrl: variables.DATABASE_URL,
    dataDir: variables.DATA_DIR,
    redisUrl: variables.REDIS_URL,
    secretKeys: variables.SECRET_KEYS,
    trustProxy: variables.TRUST_PROXY,
    trustedOrigins: variables.TRUSTED_ORIGINS,
    lifetimes: toLifetimes(variables),
    sessionsPerUser: variables.SESSIONS_PER_USER,
    sessionCacheSize: variables.SESSION_CACHE_SIZE,
    liveStreams: variables.LIVE_STREAMS,
    connectionLimits: toConnectionLimits(variables),
    shutdown: toShutdownTimes(variables),
    cookiePrefix: variables.COOKIE_PREFIX,
    sessionProtection: variables.SESSION_PROTECTION,
    failuresPerAddress: variables.FAILURES_PER_ADDRESS,
    registrationsPerAddress: variables.REGISTRATIONS_PER_ADDRESS,
    resetsPerAddress: variables.RESETS_PER_ADDRESS,
    passwordMinLength: variables.PASSWORD_MIN_LENGTH,
    passwords: toPasswordSettings(variables),
    mail: toMailSettings(variables),
    deletionGrace: variables.DELETION_GRACE,
    flashTexts: variables.FLASH_TEXTS,
    metricsHost: variables.METRICS_HOST,
    metricsPort: variables.METRICS_PORT,
    logLevel: variables.LOG_LEVEL ?? (variables.NODE_ENV === 'production' ? 'info' : 'warn'),
  };
}
