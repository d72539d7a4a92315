import { randomBytes } from 'node:crypto';
import { type IncomingHttpHeaders, request } from 'node:http';
import { expect, test } from '@playwright/test';
import { startDatabase } from '../database.ts';
import { Person } from '../person.ts';
import { Product } from '../product.ts';
import { Program } from '../program.ts';

const host = 'app.example.com';
const oldKey = randomBytes(32).toString('base64url');
const newKey = randomBytes(32).toString('base64url');

let database: Awaited<ReturnType<typeof startDatabase>>;
let first: Product;
const behindProxy = new Set<Product>();

test.beforeAll(async () => {
  test.setTimeout(120_000);
  database = await startDatabase();
  // Outside production a process prepares the database by itself.
  first = await start(oldKey);
});
test.afterAll(async () => {
  await first.stop();
  await database.stop();
});

test('a log-out in one process is a log-out in the other', async () => {
  const second = await start(oldKey);
  const cookie = await logIn(first, await Person.register(first.url));
  for (const product of [first, second, first])
    expect(await isLoggedIn(product, cookie)).toBe(true);

  expect((await ask(first, 'DELETE', '/api/session', { cookie })).status).toBe(204);
  for (const product of [second, first]) expect(await isLoggedIn(product, cookie)).toBe(false);
  await second.stop();
});

test('keys outlive a restart and rotate; without its key a session is none [S-189, S-190, CF-05]', async () => {
  test.setTimeout(60_000);
  const cookie = await logIn(first, await Person.register(first.url));
  for (const { keys, isKnown } of [
    { keys: oldKey, isKnown: true },
    { keys: `${newKey},${oldKey}`, isKnown: true },
    { keys: newKey, isKnown: false },
  ]) {
    const restarted = await start(keys, production);
    expect(await isLoggedIn(restarted, cookie)).toBe(isKnown);
    const guarded = await ask(restarted, 'GET', '/api/account/sessions', { cookie });
    expect(guarded.status).toBe(isKnown ? 200 : 401);
    await restarted.stop();
  }
});

test.describe('in production', () => {
  let product: Product;
  test.beforeAll(async () => {
    product = await start(oldKey, production);
  });
  test.afterAll(() => product.stop());

  test('the cookie is a host cookie, and HTTPS is demanded [S-194, WB-01]', async () => {
    const person = await Person.register(first.url);
    const { headers } = await ask(product, 'POST', '/api/session', { body: credentialsOf(person) });
    const cookie = headers['set-cookie']?.find((line) => line.includes('sid=')) ?? '';
    expect(cookie).toMatch(/^__Host-sid=[^;]+\.[^;]+;/);
    for (const flag of ['Secure', 'HttpOnly', 'SameSite=Strict', 'Path=/'])
      expect(cookie.split('; ')).toContain(flag);
    expect(cookie).not.toMatch(/Domain|Max-Age|Expires/i);
    expect(headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains');
    // The name that development uses is nobody's here.
    expect(await isLoggedIn(product, cookie.replace('__Host-sid', 'sid'))).toBe(false);
  });

  test('there is neither a documentation page nor a demo [CF-06]', async () => {
    for (const path of ['/api/docs', '/api/docs/', '/api/openapi.json', '/api/docs-json'])
      expect((await ask(product, 'GET', path)).status, path).toBe(404);
    const demo = Program.run('main', variables(oldKey, { ...production, GATEHOUSE_DEMO: '1' }));
    expect(await demo.end()).toBe(1);
    expect(demo.output).toContain('it does not run in production');
    for (const identifier of ['ada', 'admin', 'bob'])
      expect(await statusOfLogIn(product, identifier)).toBe(401);
  });

  test('the first admin is made once, by command [CF-07]', async () => {
    const [one, other] = [await Person.register(first.url), await Person.register(first.url)];
    const before = (await one.client()).session.current();
    expect((await before).user?.role).toBe('member');

    const settings = variables(oldKey, production);
    const command = Program.run(`cli/main user role ${one.user.username} admin --first`, settings);
    expect(await command.end()).toBe(0);
    expect((await (await one.client()).session.current()).user?.role).toBe('admin');

    const again = Program.run(`cli/main user role ${other.user.username} admin --first`, settings);
    expect(await again.end()).toBe(1);
    expect(again.output).toContain('there is an admin already');
    expect((await (await other.client()).session.current()).user?.role).toBe('member');
  });

  test('an account that waits for others to stop guessing is opened by command [TH-02]', async () => {
    const person = await Person.register(first.url);
    const tries = async (password: string) => {
      const headers = { 'content-type': 'application/json' };
      const body = JSON.stringify({ identifier: person.user.username, password });
      return (await fetch(`${first.url}/api/session`, { method: 'POST', headers, body })).status;
    };
    for (let wrong = 0; wrong < 7; wrong++) await tries('a guess that is wrong');
    const command = Program.run(
      `cli/main user unlock ${person.user.username}`,
      variables(oldKey, production),
    );
    expect(await command.end()).toBe(0);
    expect(await tries(person.password)).toBe(200);

    const nobody = Program.run('cli/main user unlock nobody.at.all', variables(oldKey, production));
    expect(await nobody.end()).toBe(1);
    expect(nobody.output).toContain('Nobody is called nobody.at.all.');
  });

  test('an outage shows no stack, and logs nobody out [S-191]', async () => {
    const cookie = await logIn(product, await Person.register(first.url), '__Host-sid');
    await database.stop();
    const answer = await ask(product, 'GET', '/api/account/sessions', { cookie });
    expect(answer.status).toBe(503);
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect(Object.keys(JSON.parse(answer.body)).sort()).toEqual(
      expect.arrayContaining(['code', 'requestId', 'status', 'title', 'type']),
    );
    expect(answer.body).not.toMatch(/\bat |\.js|ECONN|postgres|127\.0\.0\.1/);
  });
});

const production = {
  NODE_ENV: 'production',
  PUBLIC_URL: `https://${host}`,
  TRUST_PROXY: '1',
  LOG_LEVEL: 'fatal',
};

function variables(keys: string, more: Readonly<Record<string, string>> = {}) {
  return { DATABASE_URL: database.url, SECRET_KEYS: keys, ...more };
}

async function start(keys: string, more?: Readonly<Record<string, string>>): Promise<Product> {
  const product = await Product.start(variables(keys, more));
  if (more) behindProxy.add(product);
  return product;
}

function credentialsOf({ user, password }: Person) {
  return { identifier: user.username, password };
}

/** @returns the cookie, under the name that every kind of process knows */
async function logIn(product: Product, person: Person, name = 'sid'): Promise<string> {
  const body = credentialsOf(person);
  const { headers } = await ask(product, 'POST', '/api/session', { body });
  const line = headers['set-cookie']?.find((text) => /^(__Host-)?sid=/.test(text)) ?? '';
  const value = line.split(';')[0]?.split('=')[1] ?? '';
  return name === 'sid' ? `sid=${value}; __Host-sid=${value}` : `${name}=${value}`;
}

async function isLoggedIn(product: Product, cookie: string): Promise<boolean> {
  const { status, body } = await ask(product, 'GET', '/api/session', { cookie });
  expect(status).toBe(200);
  return JSON.parse(body).user !== null;
}

async function statusOfLogIn(product: Product, identifier: string): Promise<number> {
  const body = { identifier, password: 'turquoise kettle parade' };
  return (await ask(product, 'POST', '/api/session', { body })).status;
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** In production, as the proxy in front of it asks, under the name that people type. */
function ask(
  product: Product,
  method: string,
  path: string,
  { cookie, body }: { cookie?: string; body?: object } = {},
): Promise<Answer> {
  const headers = {
    ...(behindProxy.has(product) ? { host, 'x-forwarded-proto': 'https' } : {}),
    ...(cookie ? { cookie } : {}),
    ...(body ? { 'content-type': 'application/json' } : {}),
  };
  return new Promise((resolve, reject) => {
    const sent = request(product.url + path, { method, headers }, async (response) => {
      let text = '';
      for await (const chunk of response) text += chunk;
      resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text });
    });
    sent.on('error', reject).end(body ? JSON.stringify(body) : undefined);
  });
}
