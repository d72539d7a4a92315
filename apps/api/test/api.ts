import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import type { Registration, Role, User } from '@gatehouse/auth-core';
import { type Client, createClient } from '@gatehouse/client-sdk';
import { type CookieMemory, createCookieMemory } from '@gatehouse/client-sdk/node';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { DataSource } from 'typeorm';
import { type Env, readEnv } from '../src/config/env.ts';
import { newSecretKey } from '../src/config/secret-keys.ts';
import { createDataSource } from '../src/database/data-source.ts';
import { createApp } from '../src/http/create-app.ts';
import type { LogOutput } from '../src/http/log-output.ts';
import { createLogger } from '../src/http/logger.ts';
import { AnswerWatch } from './answer-watch.ts';
import { createTestDatabase } from './database.ts';
import { settledDatabase } from './settled-database.ts';

export const password = 'nine lanterns over the harbour';

/** Somebody with a client of their own: three people are three clients. */
export interface Person {
  readonly client: Client;
  readonly cookies: CookieMemory;
  readonly user: User;
  readonly password: string;
}

/** A visitor: a client that nobody is logged in with. */
export interface Visitor {
  readonly client: Client;
  readonly cookies: CookieMemory;
}

export interface VisitorOptions {
  readonly userAgent?: string;
}

export interface ApiOptions {
  /** Environment variables that differ from the defaults. */
  readonly variables?: Readonly<Record<string, string>>;
  /** A database that another API of this test already has. */
  readonly databaseUrl?: string;
  readonly webFolder?: string;
  /** What an app of its own would add, before it listens. */
  readonly prepare?: (app: NestFastifyApplication) => void;
}

/** The whole application on a real database, as the product starts it. */
export class Api {
  readonly #app: NestFastifyApplication;
  readonly #answers: AnswerWatch;
  readonly #cleanUp: () => Promise<void>;
  readonly env: Env;
  readonly database: DataSource;
  readonly databaseUrl: string;
  /** Every line that the process logged. */
  readonly log: readonly string[];

  constructor(parts: {
    app: NestFastifyApplication;
    answers: AnswerWatch;
    env: Env;
    database: DataSource;
    databaseUrl: string;
    log: readonly string[];
    cleanUp: () => Promise<void>;
  }) {
    this.#app = parts.app;
    this.#answers = parts.answers;
    this.#cleanUp = parts.cleanUp;
    this.env = parts.env;
    this.database = parts.database;
    this.databaseUrl = parts.databaseUrl;
    this.log = parts.log;
  }

  get baseUrl(): string {
    return `http://localhost:${this.env.port}`;
  }

  get app(): NestFastifyApplication {
    return this.#app;
  }

  /** A request without the SDK, for what the SDK would hide. Never follows redirects. */
  raw(path: string, init: RequestInit = {}): Promise<Response> {
    return fetch(this.baseUrl + path, { redirect: 'manual', ...init });
  }

  /** The same with a JSON body. */
  send(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    return this.raw(path, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  visitor({ userAgent }: VisitorOptions = {}): Visitor {
    const cookies = createCookieMemory();
    const headers = userAgent === undefined ? {} : { 'user-agent': userAgent };
    return { client: createClient({ baseUrl: this.baseUrl, cookies, headers }), cookies };
  }

  /** A new person, through the front door: registered and logged in. */
  async register(
    chosen: Partial<Registration> = {},
    options: VisitorOptions = {},
  ): Promise<Person> {
    const visitor = this.visitor(options);
    const registration = newRegistration(chosen);
    const { user } = await visitor.client.users.register(registration);
    if (!user) throw new Error('Registration did not log in.');
    return { ...visitor, user, password: registration.password };
  }

  /** Another browser of the same person. */
  async logIn(
    person: Person,
    options: VisitorOptions & { remember?: boolean } = {},
  ): Promise<Person> {
    const visitor = this.visitor(options);
    await visitor.client.session.logIn({
      identifier: person.user.username,
      password: person.password,
      remember: options.remember ?? false,
    });
    return { ...person, ...visitor };
  }

  /** A new person with a role that nobody can ask for. */
  async registerAs(role: Role): Promise<Person> {
    const person = await this.register();
    await this.database.query('UPDATE users SET role = $2 WHERE id = $1', [person.user.id, role]);
    return { ...person, user: { ...person.user, role } };
  }

  /** @throws Error when any answer of the suite was one that no answer may be */
  async stop(): Promise<void> {
    await this.#app.close();
    await this.#cleanUp();
    if (this.#answers.faults.length > 0)
      throw new Error(`Answers that nobody may get:\n${this.#answers.faults.join('\n')}`);
  }
}

/** All people of a test share an address. */
const fromOneAddress = {
  FAILURES_PER_ADDRESS: '100000',
  REGISTRATIONS_PER_ADDRESS: '100000',
  RESETS_PER_ADDRESS: '100000',
} as const;

/** A deleted account is gone: what waits has tests of its own. */
const atOnce = { DELETION_GRACE: '0s' } as const;

export async function startApi({
  variables = {},
  databaseUrl,
  webFolder,
  prepare,
}: ApiOptions = {}): Promise<Api> {
  const own = databaseUrl ? undefined : await createTestDatabase();
  const url = databaseUrl ?? own?.url ?? '';
  const port = await freePort();
  const read = readEnv({
    NODE_ENV: 'test',
    PORT: String(port),
    LOG_LEVEL: 'debug',
    ...fromOneAddress,
    ...atOnce,
    ...variables,
  });
  const env: Env = read.secretKeys.length > 0 ? read : { ...read, secretKeys: [newSecretKey()] };
  const log: string[] = [];
  const logger = createLogger(env.logLevel, lines(log));
  const database = await createDataSource(url, (error) =>
    logger.error({ err: error }),
  ).initialize();
  const app = await createApp({ env, dataSource: database, webFolder }, logger);
  const answers = new AnswerWatch();
  answers.watch(app);
  prepare?.(app);
  await app.listen(env.port, '127.0.0.1').catch(async (error: unknown) => {
    await app.close();
    throw error;
  });
  const api = new Api({
    app,
    answers,
    env,
    database: settledDatabase(database, app),
    databaseUrl: url,
    log,
    cleanUp: async () => own?.drop(),
  });
  if (!env.isProduction) answers.compareWith(await (await api.raw('/api/openapi.json')).json());
  return api;
}

let people = 0;

export function newRegistration(chosen: Partial<Registration> = {}): Registration {
  people += 1;
  const username = chosen.username ?? `person.${people}.${process.pid}`;
  const chosenPassword = chosen.password ?? password;
  return {
    email: `${username}@example.com`,
    passwordConfirmation: chosenPassword,
    ...chosen,
    username,
    password: chosenPassword,
  };
}

/** A port that is free now, below the range that outgoing connections use. */
export async function freePort(): Promise<number> {
  const port = 10_000 + Math.floor(Math.random() * 20_000);
  const probe = createServer();
  try {
    probe.listen(port, '127.0.0.1');
    await once(probe, 'listening');
    return (probe.address() as AddressInfo).port;
  } catch {
    return freePort();
  } finally {
    probe.close();
  }
}

function lines(log: string[]): Pick<LogOutput, 'write' | 'flush'> {
  return { write: (line) => void log.push(line.trimEnd()), flush: () => undefined };
}
