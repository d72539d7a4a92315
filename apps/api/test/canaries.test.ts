import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server } from 'node:net';
import type { SessionView } from '@gatehouse/auth-core';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createExposition } from '../src/metrics/exposition.ts';
import { lostLines } from '../src/metrics/lost-lines.ts';
import { Metrics } from '../src/metrics/metrics.ts';
import { type Api, freePort, newRegistration, startApi } from './api.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';
import { WireBrowser } from './wire-browser.ts';

/** What nobody but its owner may see, each where a secret can be put. */
const canaries = {
  password: 'canary one sings at dawn',
  newPassword: 'canary two sings at noon',
  wrongPassword: 'canary three is off key',
  passwordAsName: 'canary-four-in-the-wrong-box',
  inQuery: 'canary-five-in-an-address',
  asCookie: 'canary-six-as-a-cookie',
  asHeader: 'canary-seven-as-a-bearer',
  inBrokenBody: 'canary-eight-in-a-broken-body',
  asFieldValue: 'canary-nine-in-no-field-of-ours',
};

let database: TestDatabase;
let line: Server;
let api: Api;
/** Everything that was sent to the database: no log of its statements can hold more. */
const statements: Buffer[] = [];
const answers: string[] = [];
const addresses: string[] = [];
const tokens = new Set<string>();

beforeAll(async () => {
  database = await createTestDatabase();
  const target = new URL(database.url);
  const { port, hostname } = target;
  line = createServer((socket) => {
    const onward = connect(Number(port), hostname);
    for (const end of [socket, onward]) end.on('error', () => end.destroy());
    socket.on('data', (bytes: Buffer) => void statements.push(bytes));
    socket.pipe(onward).pipe(socket);
  }).listen(0, '127.0.0.1');
  await once(line, 'listening');
  target.port = String((line.address() as AddressInfo).port);
  api = await startApi({
    databaseUrl: target.href,
    variables: { LOG_LEVEL: 'trace', METRICS_PORT: String(await freePort()) },
    prepare: (app) => {
      app.get(Metrics).add(lostLines({ lost: 0 }));
      const server = app.getHttpAdapter().getInstance();
      server.addHook('onSend', async (request, reply, payload) => {
        addresses.push(request.url);
        if (typeof payload === 'string') answers.push(payload);
        for (const cookie of [reply.getHeader('set-cookie') ?? []].flat().map(String))
          keepToken(cookie);
        return payload;
      });
    },
  });
  await everything(api);
});
afterAll(async () => {
  await api.stop();
  line.close();
  await database.drop();
});

/** The secret half of a session cookie, and the mark of a known browser. */
function keepToken(cookie: string): void {
  const [, secret] = /^(?:sid=[\w-]+\.|known=)([\w-]{20,})/.exec(cookie) ?? [];
  if (secret) tokens.add(secret);
}

/** Every way in which a secret comes to the server. */
async function everything({ env }: Api): Promise<void> {
  const { password, newPassword, wrongPassword, passwordAsName } = canaries;
  const browser = new WireBrowser(api);
  const { user } = await browser.read<SessionView>(
    'POST',
    '/api/users',
    newRegistration({ password }),
  );
  const identifier = user?.username ?? '';
  const form = (fields: Record<string, string>) => new URLSearchParams(fields);
  const visitor = new WireBrowser(api);
  await visitor.send('POST', '/api/session', { identifier, password: wrongPassword });
  await visitor.send('POST', '/api/session', {
    identifier: passwordAsName,
    password: wrongPassword,
  });
  await visitor.send(
    'POST',
    '/login',
    form({ identifier: passwordAsName, password: wrongPassword }),
  );
  await visitor.send('POST', '/login', form({ identifier, password, remember: 'on' }));
  await visitor.view();
  await visitor.send(
    'POST',
    '/register',
    form({ username: 'x', email: 'x', password: wrongPassword, passwordConfirmation: password }),
  );
  await browser.send('POST', '/api/session/confirmation', { password: wrongPassword });
  await browser.send('POST', '/api/session/confirmation', { password });
  await browser.send('PUT', '/api/account/password', {
    currentPassword: wrongPassword,
    password: newPassword,
    passwordConfirmation: newPassword,
  });
  await browser.send('PUT', '/api/account/password', {
    currentPassword: password,
    password: newPassword,
    passwordConfirmation: newPassword,
  });
  await api.database.query(`UPDATE sessions SET rotated_at = rotated_at - interval '16 minutes'`);
  for (const _ of [1, 2]) await browser.view();
  await api.raw(`/api/session?password=${canaries.inQuery}&token=${canaries.inQuery}`);
  await api.raw(`/login?identifier=a&password=${canaries.inQuery}`, { method: 'POST' });
  await api.raw('/api/users', { headers: { cookie: `sid=${canaries.asCookie}` } });
  await api.raw('/api/users', { headers: { authorization: `Bearer ${canaries.asHeader}` } });
  for (const body of [
    `{"password":"${canaries.inBrokenBody}"`,
    `{"password":["${canaries.inBrokenBody}"]}`,
    `"${canaries.inBrokenBody}"`,
  ])
    await api.raw('/api/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
  await browser.send('POST', '/api/users', { ...newRegistration(), hint: canaries.asFieldValue });
  // And a fault in the middle of it, whose words are logged.
  await api.database.query(
    'ALTER TABLE sessions ADD CONSTRAINT is_full CHECK (user_id IS NULL) NOT VALID',
  );
  await visitor.send('POST', '/api/session', { identifier, password: newPassword });
  await visitor.send('POST', '/api/users', newRegistration({ password }));
  await api.database.query('ALTER TABLE sessions DROP CONSTRAINT is_full');
  await browser.logOut();
  await browser.send('POST', '/api/session', { identifier, password: newPassword });
  expect(env.logLevel).toBe('trace');
}

/** All rows of all tables, as a backup would have them. */
async function dump(): Promise<string> {
  const tables: { name: string }[] = await api.database.query(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`,
  );
  const parts = await Promise.all(
    tables.map(({ name }) =>
      api.database.query(`SELECT row_to_json(r)::text AS row FROM ${name} r`),
    ),
  );
  return parts
    .flat()
    .map(({ row }) => row)
    .join('\n');
}

/** What of it is there: as it is, and in the spellings of bytes. */
function leaksIn(text: string, secrets: readonly string[]): string[] {
  return secrets.filter((secret) => {
    const bytes = Buffer.from(secret);
    const decoded = Buffer.from(secret, 'base64url').toString('hex');
    return [
      secret,
      encodeURIComponent(secret),
      bytes.toString('hex'),
      bytes.toString('base64').replace(/=+$/, ''),
      decoded.length > 30 ? decoded : secret,
    ].some((spelling) => text.includes(spelling));
  });
}

it('a secret is in no line of the log [LG-03] [RT-26]', () => {
  expect(tokens.size).toBeGreaterThan(6);
  const log = api.log.join('\n');
  expect(log).toContain('request failed');
  expect(log).toContain('authn_login_fail');
  expect(leaksIn(log, [...Object.values(canaries), ...tokens])).toEqual([]);
  expect(log).not.toMatch(/\$argon2|postgres:\/\/|Bearer|sid=/);
});

it('a secret is in no row, and no statement holds one that its log could tell [LG-03] [RT-26]', async () => {
  expect(leaksIn(await dump(), [...Object.values(canaries), ...tokens])).toEqual([]);
  // A name is looked up as it was typed; nothing else of what was typed gets as far.
  const { passwordAsName, ...others } = canaries;
  const sent = Buffer.concat(statements).toString('latin1');
  expect(sent).toContain('INSERT INTO');
  expect(leaksIn(sent, [...Object.values(others), ...tokens])).toEqual([]);
  expect(leaksIn(sent, [passwordAsName])).toHaveLength(1);
});

it('a secret is in no answer but in its cookie, and in no metric [LG-03]', async () => {
  const metrics = await createExposition(api.app.get(Metrics)).metrics();
  expect(metrics).toContain('gatehouse_log_ins_total');
  expect(
    leaksIn([...answers, metrics].join('\n'), [...Object.values(canaries), ...tokens]),
  ).toEqual([]);
});

it('a secret is in no address that a page or the SDK asks for [LG-09]', () => {
  const { inQuery: _, ...others } = canaries;
  expect(addresses.length).toBeGreaterThan(15);
  expect(leaksIn(addresses.join('\n'), [...Object.values(others), ...tokens])).toEqual([]);
});
