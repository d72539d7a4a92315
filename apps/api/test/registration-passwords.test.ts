import { parsePhc } from '@gatehouse/auth-core/password';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Api, newRegistration, password, startApi } from './api.ts';
import { keepWaiting } from './guesser.ts';
import { type RawAnswer, RawBrowser, rawPerson } from './raw-browser.ts';

const keeper = 'a lighthouse keeper at dusk';

/** argon2id of it, with half of today's memory and one pass. */
const weakHash =
  '$argon2id$v=19$m=8192,t=1,p=1$ZLjsX9m2sJc8pmgtibX9rw$I3OBRUgzB4+Ig5J/0DvyyGanK9TYmJPVu7vpTW/YtXU';

const astral = (count: number): string => '\u{1f512}'.repeat(count);

describe('passwords', () => {
  let api: Api;
  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api.stop());

  function register(chosen: string, more: object = {}): Promise<RawAnswer> {
    const registration = { ...newRegistration({ password: chosen }), ...more };
    return new RawBrowser(api).send('POST', '/api/users', registration);
  }

  async function logIn(identifier: string, typed: string): Promise<RawAnswer> {
    return new RawBrowser(api).send('POST', '/api/session', { identifier, password: typed });
  }

  /** A new person with this password; answers the username. */
  async function personWith(chosen: string): Promise<string> {
    const { user } = await rawPerson(api, 'member', { password: chosen });
    return user.username;
  }

  async function hashOf(username: string): Promise<string> {
    const [{ hash }] = await api.database.query(
      'SELECT password_hash AS hash FROM users WHERE username = $1',
      [username],
    );
    return hash as string;
  }

  it('are counted in characters, and refused below the minimum with a text that names it [S-038] [PW-01] [PW-13]', async () => {
    for (const short of [astral(14), 'fourteen signs'])
      expect((await register(short)).problem.fields).toEqual({
        password: ['Use at least 15 characters. You have 14.'],
      });
    for (const enough of [astral(15), 'fifteen letters'])
      expect((await register(enough)).status).toBe(201);
  });

  it('are taken up to 128 characters, and never cut [S-038] [S-184] [PW-02] [D-36] [RT-16]', async () => {
    const long = (length: number) => `${'many words make it '.repeat(8)}`.slice(0, length);
    expect((await register(long(64))).status).toBe(201);
    const username = await personWith(long(128));
    expect((await logIn(username, long(128))).status).toBe(200);
    expect((await logIn(username, long(127))).status).toBe(401);
    expect((await register(long(129))).problem.fields).toEqual({
      password: ['Use at most 128 characters. You have 129.'],
    });
    expect((await logIn(username, long(129))).status).toBe(422);
  });

  it('are verified whole: after 72 bytes, after a NUL, by case [S-184] [PW-03] [D-36] [RT-16]', async () => {
    const stem = 'seventy-two bytes are where another algorithm would stop reading a secret';
    expect(Buffer.byteLength(stem)).toBeGreaterThan(72);
    for (const [chosen, other] of [
      [`${stem}A`, `${stem}B`],
      [`${stem}\0A`, `${stem}\0B`],
      ['Case Counts In This One', 'case counts in this one'],
    ] as const) {
      const username = await personWith(chosen);
      expect((await logIn(username, other)).status).toBe(401);
      expect((await logIn(username, chosen)).status).toBe(200);
    }
  });

  it('ask for no mixture of signs, and take any that can be typed [PW-04] [EXT-035]', async () => {
    const printable = Array.from({ length: 95 }, (_, index) =>
      String.fromCharCode(32 + index),
    ).join('');
    for (const chosen of ['onlylowercaseletters', printable, '密码应该足够长以至于没有人能猜到它'])
      expect((await register(chosen)).status).toBe(201);
  });

  it('are the same composed and decomposed, and nothing else is folded [PW-05]', async () => {
    const username = await personWith('cafe\u0301 on the corner');
    expect((await logIn(username, 'caf\u00e9 on the corner')).status).toBe(200);
    expect((await logIn(username, '\uff43af\u00e9 on the corner')).status).toBe(401);
  });

  it('are refused when many people use them, alone and not within a phrase [PW-06] [EXT-007]', async () => {
    for (const common of ['passwordpassword', 'PasswordPassword'])
      expect((await register(common)).problem.fields).toEqual({
        password: [
          'Many people use this password, so it is guessed first. Choose a different one.',
        ],
      });
    expect((await register('passwordpassword is what I say')).status).toBe(201);
  });

  it('are refused when they are the name of the person or the product [PW-07]', async () => {
    const person = { username: 'marvellous.marvin', email: 'marvin.of.the.moon@example.com' };
    for (const chosen of [
      'marvellous.marvin',
      'Marvellous.Marvin2026!',
      'marvin.of.the.moon@example.com',
      'marvin.of.the.moon99',
      'gatehousegatehouse',
      '2026Gatehouse2026',
    ])
      expect((await register(chosen, person)).problem.fields).toHaveProperty('password');
    expect((await register('marvellous.marvin of mars', person)).status).toBe(201);
  });

  it('are changed with the current one only, which is guessed as rarely as at the log-in [PW-08]', async () => {
    const { browser, user } = await rawPerson(api);
    const change = (currentPassword: string) =>
      browser.send('PUT', '/api/account/password', {
        currentPassword,
        password: 'the tide comes in at noon',
        passwordConfirmation: 'the tide comes in at noon',
      });
    const guesses: number[] = [];
    for (let guess = 0; guess < 20; guess++) {
      guesses.push((await change(`wrong guess ${guess}`)).status);
      await keepWaiting(api);
    }
    expect(guesses.filter((status) => status === 401)).toHaveLength(5);
    expect(guesses.slice(5)).toEqual(Array.from({ length: 15 }, () => 429));
    expect((await change(password)).status).toBe(429);
    const again = { identifier: user.username, password };
    expect((await browser.send('POST', '/api/session', again)).status).toBe(429);
  });

  it('never expire: an account of years ago logs in as on its first day [PW-09]', async () => {
    const username = await personWith('one of many years ago');
    await api.database.query(
      `UPDATE users SET created_at = now() - interval '9 years' WHERE username = $1`,
      [username],
    );
    const answer = await logIn(username, 'one of many years ago');
    expect([answer.status, answer.json()]).toEqual([200, expect.objectContaining({ flash: 1 })]);
  });

  it('are kept as argon2id with today’s cost, a salt of their own and a whole output [S-177] [S-178] [S-179] [CR-01] [CR-02]', async () => {
    const hashes = await Promise.all(
      Array.from({ length: 5 }, async () => hashOf(await personWith(password))),
    );
    for (const hash of hashes) {
      const { algorithm, memoryCost = 0, timeCost = 0, parallelism = 0 } = parsePhc(hash) ?? {};
      expect(algorithm).toBe('argon2id');
      expect([memoryCost >= 19_456, timeCost >= 2, parallelism >= 1]).toEqual([true, true, true]);
      const [, , , , salt = '', output = ''] = hash.split('$');
      expect(Buffer.from(salt, 'base64').length).toBeGreaterThanOrEqual(16);
      expect(Buffer.from(output, 'base64')).toHaveLength(32);
    }
    expect(new Set(hashes.map((hash) => hash.split('$')[4])).size).toBe(5);
  });

  it('get a stronger hash at the next log-in, which succeeds even when that cannot be written [S-182] [CR-03]', async () => {
    const setWeak = (username: string) =>
      api.database.query('UPDATE users SET password_hash = $2 WHERE username = $1', [
        username,
        weakHash,
      ]);
    const username = await personWith(keeper);
    await setWeak(username);
    expect((await logIn(username, keeper)).status).toBe(200);
    expect(parsePhc(await hashOf(username))).toMatchObject({ memoryCost: 19_456, timeCost: 2 });

    await setWeak(username);
    await api.database.query(
      `ALTER TABLE users ADD CONSTRAINT frozen CHECK (password_hash = '${weakHash}') NOT VALID`,
    );
    expect((await logIn(username, keeper)).status).toBe(200);
    expect(await hashOf(username)).toBe(weakHash);
    await api.database.query('ALTER TABLE users DROP CONSTRAINT frozen');
  });

  it.each([
    '',
    '$argon2id$',
    'plain',
    keeper,
    '$2b$10$abcdefghijklmnopqrstuv',
    weakHash.replace('m=8192', 'm=4294967295'),
    weakHash.slice(0, -9),
    '$argon2id$v=19$m=0,t=0,p=0$AAAA$AAAA',
  ])(
    'do not match the damaged hash %j, and nothing breaks [S-181] [CR-06] [RT-19]',
    async (damaged) => {
      const username = await personWith(keeper);
      await api.database.query('UPDATE users SET password_hash = $2 WHERE username = $1', [
        username,
        damaged,
      ]);
      const answer = await logIn(username, keeper);
      expect([answer.status, answer.problem.code]).toEqual([401, 'invalid_credentials']);
      expect(await hashOf(username)).toBe(damaged);
    },
  );

  it('are said in the log to be damaged, without being shown [CR-06]', async () => {
    const username = await personWith(keeper);
    await api.database.query(
      `UPDATE users SET password_hash = 'damaged-words' WHERE username = $1`,
      [username],
    );
    await logIn(username, keeper);
    expect(api.log.filter((line) => line.includes('A stored hash cannot be read'))).not.toEqual([]);
    expect(api.log.filter((line) => line.includes('damaged-words'))).toEqual([]);
  });

  it('are nowhere as they were typed, and neither is what a cookie holds [S-172] [S-176] [CR-08] [CK-02]', async () => {
    const typed = 'unmistakable words of mine';
    const { browser, user } = await rawPerson(api, 'member', { password: typed });
    await logIn(user.username, typed);
    await logIn(user.username, `${typed} mistyped`);
    await logIn(typed, 'typed into the wrong box');
    const secret = browser.cookie.split('.').at(-1) ?? '';
    const tables = [
      'users',
      'sessions',
      'password_failures',
      'rate_limits',
      'known_browsers',
      'messages',
      'orders',
    ];
    const dumps = await Promise.all(
      tables.map((table) => api.database.query(`SELECT t::text AS row FROM ${table} t`)),
    );
    const kept = JSON.stringify(dumps) + api.log.join('\n');
    expect(kept).toContain(user.id);
    expect(kept).not.toContain(typed);
    expect(kept).not.toContain(secret);
    expect(kept).not.toContain(Buffer.from(secret).toString('hex'));
    expect(api.log.join('\n')).not.toContain('argon2');
  });
});
