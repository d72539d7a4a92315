import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { argon2Settings, defaultLimits } from '@gatehouse/auth-core/password';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newRegistration, password } from '../test/api.ts';
import { createTestDatabase, type TestDatabase } from '../test/database.ts';
import { BuiltServer } from './built-server.ts';

const WAVES = 10;
const A_WAVE = 200;
/** More than may wait, and no more: a slow machine is given time, so that it is the product that refuses and not its system. */
const UNDER_WAY = 400;
const PEOPLE = 20;

interface Answer {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly cookies: string;
  readonly milliseconds: number;
}

describe('a storm of log-ins', () => {
  let database: TestDatabase;
  let server: BuiltServer;
  const people: string[] = [];
  beforeAll(async () => {
    database = await createTestDatabase();
    // Each request says from which address it comes.
    server = await BuiltServer.start({
      databaseUrl: database.url,
      variables: { TRUST_PROXY: '1', LOG_LEVEL: 'silent' },
    });
    for (let index = 0; index < PEOPLE; index += 1) people.push(await register());
  });
  afterAll(async () => {
    await server.stop();
    await database.drop();
  });

  async function ask(path: string, init: RequestInit = {}): Promise<Answer> {
    const began = performance.now();
    const response = await server.raw(path, init);
    await response.arrayBuffer();
    return {
      status: response.status,
      retryAfter: response.headers.get('retry-after'),
      cookies: response.headers
        .getSetCookie()
        .map((cookie) => cookie.split(';', 1)[0])
        .join('; '),
      milliseconds: performance.now() - began,
    };
  }

  const post = (path: string, address: string, body: unknown) =>
    ask(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': address },
      body: JSON.stringify(body),
    });

  const logIn = (identifier: string, address: string) =>
    post('/api/session', address, { identifier, password });

  async function register(): Promise<string> {
    const registration = newRegistration();
    const { status } = await post('/api/users', '198.51.100.1', registration);
    if (status !== 201) throw new Error(`Registering was answered ${status}.`);
    return registration.username;
  }

  /** Reads at a steady pace until it is told to end. */
  function reader(cookie: string) {
    const answers: Answer[] = [];
    let goesOn = true;
    const done = (async () => {
      while (goesOn) {
        answers.push(await ask('/api/session', { headers: { cookie } }));
        await delay(50);
      }
    })();
    const end = async () => {
      goesOn = false;
      await done;
      return answers;
    };
    return { end };
  }

  it('from everywhere is refused where it is too much, and leaves reads, memory and later log-ins alone [D-11] [CR-11]', async () => {
    const [first = ''] = people;
    const { cookies } = await logIn(first, '198.51.100.2');
    await Promise.all(people.map((name, index) => logIn(name, `198.51.100.${index}`)));
    const before = await memory(server.pid);
    const reading = reader(cookies);

    const answers: Answer[] = [];
    const asked: Promise<unknown>[] = [];
    for (let wave = 0; wave < WAVES; wave += 1) {
      for (let index = 0; index < A_WAVE; index += 1) {
        const isKnown = index % 2 === 0;
        const name = isKnown ? people[(index / 2) % PEOPLE] : `nobody-${wave}-${index}`;
        const answer = logIn(name ?? '', `10.${wave}.0.${index}`);
        asked.push(answer.then((one) => answers.push(one)));
      }
      await delay(1000);
      while (asked.length - answers.length > UNDER_WAY - A_WAVE) await delay(20);
    }
    const peak = memory(server.pid);
    await Promise.all(asked);
    const reads = await reading.end();

    const of = (...statuses: number[]) => answers.filter(({ status }) => statuses.includes(status));
    const [done, refused] = [of(200, 401), of(429, 503)];
    expect(done.length + refused.length).toBe(WAVES * A_WAVE);
    expect(of(200).length).toBeGreaterThan(0);
    expect(of(503).length).toBeGreaterThan(0);
    expect(refused.filter(({ retryAfter }) => Number(retryAfter) < 1)).toEqual([]);
    expect(share(of(503), 0.5)).toBeLessThan(share(done, 0.5));
    expect(reads.filter(({ status }) => status !== 200)).toEqual([]);
    expect(share(reads, 0.95)).toBeLessThan(share(done, 0.5));
    expect((await peak) - before).toBeLessThan(hashes + 50 * MIB);

    expect((await logIn(first, '198.51.100.3')).status).toBe(200);
  });

  it('from one address keeps nobody at another one out [D-11] [CR-11]', async () => {
    const [first = '', second = ''] = people;
    let goesOn = true;
    const flood: Promise<Answer[]>[] = Array.from({ length: 100 }, async (_, index) => {
      const answers: Answer[] = [];
      while (goesOn) answers.push(await logIn(`nobody-${index}`, '203.0.113.7'));
      return answers;
    });
    await delay(500);

    const answers: Answer[] = [];
    for (let time = 0; time < 10; time += 1)
      answers.push(await logIn(time % 2 === 0 ? first : second, '203.0.113.8'));
    goesOn = false;
    const flooded = (await Promise.all(flood)).flat();

    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect(flooded.some(({ status }) => status === 503)).toBe(true);
  });
});

const MIB = 2 ** 20;
const hashes = defaultLimits.parallel * argon2Settings.memoryCost * 1024;

/** The longest time that this share of the answers took. */
function share(answers: readonly Answer[], part: number): number {
  const times = answers.map(({ milliseconds }) => milliseconds).sort((one, other) => one - other);
  return times[Math.floor(times.length * part)] ?? 0;
}

/** Bytes that a process holds; 0 where the system does not tell. */
async function memory(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(text)?.[1] ?? 0) * 1024;
}
