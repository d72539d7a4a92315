import { AsyncLocalStorage } from 'node:async_hooks';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import pg from 'pg';
import { DataSource } from 'typeorm';

/** Lets a statement begin, or its answer arrive, when it is its turn. */
export type Gate = (actor: string, label: string) => Promise<void>;

type Query = (...parameters: unknown[]) => unknown;
type Connected = (error: unknown, client?: pg.Client, release?: unknown) => void;

/** The request header that says on whose behalf the statements of a request run. */
export const ACTOR_HEADER = 'x-actor';

/** An actor that waits for nobody. */
export const PROBE = 'probe';

const actors = new AsyncLocalStorage<string>();

/** Runs work whose statements are this actor's, as those of a request are. */
export function asActor<Result>(actor: string, work: () => Result): Result {
  return actors.run(actor, work);
}

const control = /^(start|begin|commit|rollback|savepoint|release)\b/i;

/** Every statement of the application passes the gate before it begins, and again before its answer is read. */
export function gateStatements(app: NestFastifyApplication, gate: Gate): void {
  const server = app.getHttpAdapter().getInstance();
  server.addHook('onRequest', (request: FastifyRequest, _reply: FastifyReply, done: () => void) => {
    actors.run(String(request.headers[ACTOR_HEADER] ?? 'nobody'), done);
  });
  const { master } = app.get(DataSource).driver as unknown as { master: pg.Pool };
  const gated = new WeakSet<pg.Client>();
  const connect = master.connect.bind(master) as (connected?: Connected) => unknown;
  const gatedOnce = (client: pg.Client | undefined) => {
    if (client && !gated.has(client)) gateClient(client, gate);
    if (client) gated.add(client);
    return client;
  };
  const gatedConnect = (connected?: Connected) =>
    connected
      ? connect((error, client, release) => connected(error, gatedOnce(client), release))
      : (connect() as Promise<pg.Client>).then(gatedOnce);
  Object.assign(master, { connect: gatedConnect });
}

function gateClient(client: pg.Client, gate: Gate): void {
  const ask = client.query.bind(client) as Query;
  // A story holds locks for longer than the limits of the pool allow.
  const ready = ask('SET lock_timeout = 0; SET statement_timeout = 0') as Promise<unknown>;
  const query: Query = (...parameters) => ready.then(() => ask(...parameters));
  const gatedQuery: Query = (...parameters) => {
    const actor = actors.getStore() ?? 'background';
    const label = labelOf(parameters[0]);
    if (actor === PROBE) return query(...parameters);
    const answered = async () => {
      if (!control.test(label)) await gate(actor, `${label} answered`);
    };
    const callback = parameters.at(-1);
    if (typeof callback !== 'function')
      return gate(actor, label)
        .then(() => query(...parameters))
        .finally(answered);
    const later = (...answer: unknown[]) => void answered().then(() => callback(...answer));
    void gate(actor, label).then(() => query(...parameters.slice(0, -1), later));
    return undefined;
  };
  Object.assign(client, { query: gatedQuery });
}

/** The verb and the table: short enough for a report. */
function labelOf(statement: unknown): string {
  const text =
    typeof statement === 'string' ? statement : String((statement as { text: string }).text);
  const [verb = ''] = text.trim().split(/\s/);
  const [table = ''] =
    /\b(sessions|users|messages|orders|products|rate_limits|password_failures|known_browsers|security_events|account_notices|pg_notify)\b/.exec(
      text,
    ) ?? [];
  return `${verb} ${table}`.trim();
}

/** One connection brings announcements and answers: what was announced first is heard first. */
function answerInOrder(client: pg.Client, listener: { readonly last: Promise<void> }): void {
  const query = client.query.bind(client) as (...parameters: unknown[]) => Promise<unknown>;
  const orderedQuery: Query = (...parameters) => query(...parameters).finally(() => listener.last);
  Object.assign(client, { query: orderedQuery });
}

/**
 * Announcements pass it as well, in the order in which they came: a process may hear late.
 * @returns what opens the gate for good
 */
export function gateAnnouncements(gate: Gate): () => void {
  const { prototype } = pg.Client;
  const { emit } = prototype;
  const listeners = new Map<unknown, { name: string; last: Promise<void> }>();
  function gatedEmit(this: pg.Client, event: string, ...parameters: unknown[]): boolean {
    const now = () => Reflect.apply(emit, this, [event, ...parameters]) as boolean;
    if (event !== 'notification') return now();
    const name = `listener ${listeners.size}`;
    const listener = listeners.get(this) ?? { name, last: Promise.resolve() };
    if (!listeners.has(this)) answerInOrder(this, listener);
    listeners.set(this, listener);
    const [{ payload }] = parameters as [pg.Notification];
    const heard = () => gate(listener.name, payload?.slice(0, 1) ?? '').then(() => void now());
    listener.last = listener.last.then(heard);
    return true;
  }
  Object.assign(prototype, { emit: gatedEmit });
  return () => void Reflect.deleteProperty(prototype, 'emit');
}
