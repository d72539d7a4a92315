import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Api, type Person, startApi } from './api.ts';
import { exchange } from './socket.ts';
import { WireBrowser } from './wire-browser.ts';

const other = (character = '') => (character === 'A' ? 'B' : 'A');

function changedAt(text: string, index: number): string {
  return text.slice(0, index) + other(text[index]) + text.slice(index + 1);
}

const changes: { what: string; change: (token: string) => string }[] = [
  { what: 'another first character', change: (token) => changedAt(token, 0) },
  { what: 'another character in the middle of the id', change: (token) => changedAt(token, 11) },
  { what: 'another last character of the id', change: (token) => changedAt(token, 21) },
  { what: 'another separator', change: (token) => token.replace('.', '-') },
  { what: 'no separator', change: (token) => token.replace('.', '') },
  { what: 'another first character of the secret', change: (token) => changedAt(token, 23) },
  {
    what: 'another character in the middle of the secret',
    change: (token) => changedAt(token, 44),
  },
  // The last character of 43 carries only four bits: another one may mean the same bytes.
  { what: 'another last character', change: (token) => token.slice(0, -1) + sameBytes(token) },
  { what: 'its last character cut off', change: (token) => token.slice(0, -1) },
  { what: 'half of it', change: (token) => token.slice(0, 33) },
  { what: 'the id alone', change: (token) => token.slice(0, 22) },
  { what: 'the secret alone', change: (token) => token.slice(23) },
  { what: 'a character more', change: (token) => `${token}A` },
  { what: 'nothing', change: () => '' },
  { what: 'a separator alone', change: () => '.' },
  { what: 'quotes around it', change: (token) => `"${token}"` },
  { what: 'percent signs', change: (token) => token.replace('.', '%2E') },
  { what: 'a broken percent sign', change: (token) => `${token}%` },
  { what: 'the old signed form', change: (token) => `s%3A${token}` },
  { what: 'non-ASCII letters', change: (token) => `${token.slice(0, -2)}é\u00ff` },
  { what: 'SQL', change: () => "' OR 1=1 --.x" },
  { what: 'upper case', change: (token) => token.toUpperCase() },
  { what: '8 kB', change: (token) => token.repeat(120) },
  { what: '__proto__', change: () => '__proto__' },
];

/** Another character with the same upper bits, as a lenient decoder would take it. */
function sameBytes(token: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return alphabet[alphabet.indexOf(token.at(-1) ?? '') ^ 1] ?? '';
}

describe('a cookie that was changed', () => {
  let api: Api;
  let ada: Person;
  let browser: WireBrowser;
  let rowsBefore: number;
  beforeAll(async () => {
    api = await startApi();
    ada = await api.register();
    browser = new WireBrowser(api);
    await browser.logIn(ada);
    rowsBefore = await sessionCount();
  });
  afterAll(() => api.stop());

  const sessionCount = async () =>
    (await api.database.query('SELECT count(*)::int AS count FROM sessions'))[0].count as number;

  it.each(changes)(
    'with $what is nobody’s [S-080] [S-081] [S-100] [S-200] [FL-084] [SE-04] [RT-23]',
    async ({ change }) => {
      const cookie = `sid=${change(browser.token)}`;
      expect(cookie).not.toBe(`sid=${browser.token}`);

      const view = await api.raw('/api/session', { headers: { cookie } });
      const guarded = await api.raw('/api/users', { headers: { cookie } });
      const counter = await api.send('POST', '/api/counter', undefined, { cookie });

      expect([view.status, guarded.status, counter.status]).toEqual([200, 401, 200]);
      expect(await view.json()).toEqual({ user: null, session: null, flash: 0 });
      expect(await counter.json()).toEqual({ count: null });
      for (const { headers } of [view, guarded, counter])
        expect(headers.getSetCookie()).toEqual([]);
      expect(await sessionCount()).toBe(rowsBefore);
      expect(await browser.whoAmI()).toBe(ada.user.username);
    },
  );

  it('is never taken over when a session must begin [S-081] [SE-04] [RT-01]', async () => {
    const visitor = new WireBrowser(api);
    const made = `${'x'.repeat(22)}.${'y'.repeat(43)}`;
    visitor.plant('sid', made);

    await visitor.send('PUT', '/api/counter');

    expect(visitor.token).not.toBe(made);
    expect(visitor.sessionId).not.toBe('x'.repeat(22));
    expect(
      await api.database.query('SELECT 1 FROM sessions WHERE id = $1', ['x'.repeat(22)]),
    ).toEqual([]);
  });

  it('makes a made-up id worthless even under the right key [S-199]', async () => {
    const id = 'm'.repeat(22);
    const secret = browser.token.split('.')[1];

    const response = await api.raw('/api/session', { headers: { cookie: `sid=${id}.${secret}` } });

    expect(await response.json()).toMatchObject({ user: null });
  });

  it.each([
    { what: 'twice the same', second: (token: string) => token },
    { what: 'with a made-up one', second: () => `${'x'.repeat(22)}.${'y'.repeat(43)}` },
    { what: 'with an empty one', second: () => '' },
  ])(
    'is no session when two of its name are sent, $what [CK-05] [SE-17] [D-46] [RT-23]',
    async ({ second }) => {
      for (const cookie of [
        `sid=${browser.token}; sid=${second(browser.token)}`,
        `sid=${second(browser.token)}; a=b; sid=${browser.token}`,
      ]) {
        expect((await api.raw('/api/users', { headers: { cookie } })).status).toBe(401);
      }
    },
  );

  it('is no session when two Cookie headers carry its name [CK-05] [D-46] [RT-23]', async () => {
    const lines = [
      'GET /api/users HTTP/1.1',
      `Host: localhost:${api.env.port}`,
      `Cookie: sid=${browser.token}`,
      `Cookie: sid=${browser.token}`,
      'Connection: close',
    ];

    const answer = (sent: readonly string[]) => exchange(api, `${sent.join('\r\n')}\r\n\r\n`);

    expect(await answer(lines)).toMatch(/^HTTP\/1\.1 401 /);
    expect(await answer(lines.toSpliced(3, 1))).toMatch(/^HTTP\/1\.1 200 /);
  });

  it('is read from its own place alone: not from query, body, header or another name [SE-05]', async () => {
    const { token } = browser;
    const attempts = [
      api.raw(`/api/users?sid=${token}`),
      api.raw('/api/users', { headers: { authorization: `Bearer ${token}` } }),
      api.raw('/api/users', {
        headers: { sid: token, 'x-session-id': token, 'x-auth-token': token },
      }),
      api.raw('/api/users', {
        headers: { cookie: `SID=${token}; session=${token}; connect.sid=${token}` },
      }),
      api.raw('/api/users', { headers: { 'set-cookie': `sid=${token}` } }),
      api.send('PUT', '/api/account/password', { sid: token, session: token }),
    ];

    expect((await Promise.all(attempts)).map(({ status }) => status)).toEqual(Array(6).fill(401));
  });

  it('costs no row and gets no cookie, and no visit of a visitor does [SE-06] [FL-106] [ASK-051]', async () => {
    const before = await sessionCount();
    const asked = Array.from({ length: 500 }, (_, index) => ({
      path:
        ['/api/session', '/api/counter', '/api/shop/cart', '/api/messages', '/api/users'][
          index % 5
        ] ?? '',
      headers: index % 2 === 0 ? {} : { cookie: `sid=${changedAt(browser.token, index % 66)}` },
    }));

    const answers: Response[] = [];
    for (let start = 0; start < asked.length; start += 25)
      answers.push(
        ...(await Promise.all(
          asked.slice(start, start + 25).map(({ path, headers }) => api.raw(path, { headers })),
        )),
      );

    expect(answers).toHaveLength(500);
    expect(answers.flatMap(({ headers }) => headers.getSetCookie())).toEqual([]);
    expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
    expect(await sessionCount()).toBe(before);
  });
});
