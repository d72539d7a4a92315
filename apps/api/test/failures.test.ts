import { type Problem, problemSchema } from '@gatehouse/auth-core';
import { PasswordHasher } from '@gatehouse/auth-core/password';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { RouteAccess } from '../src/access/route-access.ts';
import { AccountNotices } from '../src/events/account-notices.ts';
import { SecurityEvents } from '../src/events/security-events.ts';
import { GuessingWindows } from '../src/limits/guessing-windows.ts';
import { KnownBrowsers } from '../src/limits/known-browsers.ts';
import { PasswordFailures } from '../src/limits/password-failures.ts';
import { RegistrationLimit } from '../src/limits/registration-limit.ts';
import { MessagesService } from '../src/messages/messages.service.ts';
import { LastSeen } from '../src/recognition/last-seen.ts';
import { SessionCache } from '../src/recognition/session-cache.ts';
import { SessionLookup } from '../src/recognition/session-lookup.ts';
import { SessionProtection } from '../src/recognition/session-protection.ts';
import { SessionRotation } from '../src/recognition/session-rotation.ts';
import { DeviceSessions } from '../src/session/device-sessions.ts';
import { SessionStore } from '../src/session/session.store.ts';
import { SessionSecrets } from '../src/session/session-secrets.ts';
import { type Api, newRegistration, password, startApi } from './api.ts';
import { RawAnswer, RawBrowser, type RawPerson, rawPerson } from './raw-browser.ts';
import { exchange } from './socket.ts';

const inside = 'relation "sessions" at /srv/gatehouse/dist/session.store.js:42 $argon2id$v=19';

let api: Api;
let ada: RawPerson;
beforeAll(async () => {
  api = await startApi();
  ada = await rawPerson(api);
});
afterEach(() => void jest.restoreAllMocks());
afterAll(() => api.stop());

const fault = () => {
  throw new TypeError(inside);
};
const lateFault = () => Promise.reject(new Error(inside));

const json = { 'content-type': 'application/json' };
const query = (statement: string) => () => api.database.query(statement);

/** What fails, how it is asked for, and what mends it. */
interface Failure {
  readonly kind: string;
  readonly status: number;
  readonly given?: () => unknown;
  readonly ask: () => Promise<RawAnswer>;
  readonly after?: () => unknown;
}

const visit =
  (method: string, path: string, body?: unknown, headers = {}) =>
  () =>
    new RawBrowser(api).send(method, path, body, headers);
const use = (method: string, path: string, body?: unknown) => () =>
  ada.browser.send(method, path, body);
const logIn = () => visit('POST', '/api/session', { identifier: ada.user.username, password })();
const bytes = (text: string) => async () => {
  const [head = '', body = ''] = (await exchange(api, text)).split('\r\n\r\n');
  const headers = head
    .split('\r\n')
    .slice(1)
    .map((line) => line.split(': ') as [string, string]);
  return new RawAnswer(new Response(null, { status: Number(head.slice(9, 12)), headers }), body);
};
const messages = () => api.app.get(MessagesService, { strict: false });

const failures: readonly Failure[] = [
  { kind: 'no such address', status: 404, ask: visit('GET', '/api/nowhere') },
  { kind: 'no such method', status: 405, ask: visit('PATCH', '/api/session', {}) },
  {
    kind: 'no such record',
    status: 404,
    ask: use('GET', `/api/users/00000000-0000-4000-8000-000000000000`),
  },
  { kind: 'an id that is none', status: 404, ask: use('GET', `/api/users/'%20OR%201=1--`) },
  { kind: 'a cursor that is none', status: 422, ask: visit('GET', '/api/messages?cursor=WyJ4Il0') },
  { kind: 'no JSON', status: 400, ask: visit('POST', '/api/session', '{"a', json) },
  { kind: 'a deep body', status: 400, ask: visit('POST', '/api/session', '['.repeat(500), json) },
  { kind: 'a prototype', status: 400, ask: visit('POST', '/api/session', '{"__proto__":1}', json) },
  {
    kind: 'a large body',
    status: 413,
    ask: visit('POST', '/api/session', `"${'x'.repeat(20_000)}"`, json),
  },
  {
    kind: 'another type',
    status: 415,
    ask: visit('POST', '/api/session', '<a/>', { 'content-type': 'text/xml' }),
  },
  { kind: 'wrong fields', status: 422, ask: visit('POST', '/api/session', { identifier: 7 }) },
  {
    kind: 'unknown fields',
    status: 422,
    ask: visit('POST', '/api/users', { ...newRegistration(), role: 'admin' }),
  },
  { kind: 'a visitor', status: 401, ask: visit('GET', '/api/users') },
  {
    kind: 'a wrong password',
    status: 401,
    ask: visit('POST', '/api/session', { identifier: 'nobody', password }),
  },
  {
    kind: 'no right',
    status: 403,
    ask: () => use('PUT', `/api/users/${ada.user.id}/role`, { role: 'admin' })(),
  },
  {
    kind: 'another site',
    status: 403,
    ask: visit('DELETE', '/api/session', undefined, { origin: 'https://evil.example' }),
  },
  {
    kind: 'a name that is taken',
    status: 409,
    ask: () => visit('POST', '/api/users', newRegistration({ username: ada.user.username }))(),
  },
  { kind: 'no HTTP', status: 400, ask: bytes('nonsense\r\n\r\n') },
  {
    kind: 'no host of ours',
    status: 400,
    ask: bytes('GET /api/session HTTP/1.1\r\nHost: evil.example\r\n\r\n'),
  },
  {
    kind: 'endless headers',
    status: 431,
    ask: bytes(`GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`),
  },
  {
    kind: 'a table that is gone',
    status: 500,
    given: query('ALTER TABLE messages RENAME TO away'),
    ask: visit('GET', '/api/messages'),
    after: query('ALTER TABLE away RENAME TO messages'),
  },
  {
    kind: 'a constraint that nobody foresaw',
    status: 500,
    given: query('ALTER TABLE sessions ADD CONSTRAINT is_full CHECK (user_id IS NULL) NOT VALID'),
    ask: logIn,
    after: query('ALTER TABLE sessions DROP CONSTRAINT is_full'),
  },
  {
    kind: 'a lost connection',
    status: 503,
    given: () =>
      jest
        .spyOn(messages(), 'list')
        .mockRejectedValue(Object.assign(new Error(inside), { code: '57P01' })),
    ask: visit('GET', '/api/messages'),
  },
  {
    kind: 'a mistake of ours',
    status: 500,
    given: () => jest.spyOn(messages(), 'list').mockImplementation(fault),
    ask: visit('GET', '/api/messages'),
  },
  {
    kind: 'something thrown that is no error',
    status: 500,
    given: () => jest.spyOn(messages(), 'list').mockRejectedValue(inside),
    ask: visit('GET', '/api/messages'),
  },
  {
    kind: 'nothing thrown',
    status: 500,
    given: () => jest.spyOn(messages(), 'list').mockRejectedValue(undefined),
    ask: visit('GET', '/api/messages'),
  },
  {
    kind: 'an error that says it is a refusal',
    status: 400,
    given: () =>
      jest
        .spyOn(messages(), 'list')
        .mockRejectedValue(Object.assign(new Error(inside), { statusCode: 418 })),
    ask: visit('GET', '/api/messages'),
  },
  {
    kind: 'a hash that cannot be computed',
    status: 500,
    given: () =>
      jest
        .spyOn(api.app.get(PasswordHasher, { strict: false }), 'verify')
        .mockImplementation(lateFault),
    ask: logIn,
  },
];

const telltale =
  /node_modules|\.(?:ts|js|mjs)\b|\bat \w+.*\(|\b(?:SELECT|INSERT|UPDATE|relation|constraint|column|violates|duplicate|syntax error|TypeError|QueryFailedError|postgres|typeorm|fastify|argon2)\b|_(?:pkey|fkey|key|check)\b|\/(?:srv|src|dist|home|work|tmp)\b|is_full/i;

describe('an answer that says no', () => {
  it('tells what the asker can mend and a number, and nothing from inside, of whatever kind it is [LG-06]', async () => {
    const faults: unknown[] = [];
    for (const { kind, status, given, ask, after } of failures) {
      const before = api.log.length;
      await given?.();
      const answer = await ask();
      await after?.();
      jest.restoreAllMocks();
      const problem: Problem = JSON.parse(answer.text);
      const number = answer.headers.get('x-request-id');
      const isLogged = api.log
        .slice(before)
        .some((line) => line.includes('request failed') && line.includes(number ?? '-'));
      const isRight =
        answer.status === status &&
        problem.status === status &&
        problem.requestId === number &&
        problemSchema.safeParse(problem).success &&
        !telltale.test(answer.text) &&
        isLogged === status >= 500;
      if (!isRight) faults.push([kind, answer.status, isLogged, answer.text]);
    }
    expect(faults).toEqual([]);
    expect(failures.length).toBeGreaterThanOrEqual(20);
  });
});

/** One method of one part of the product. */
type Part = readonly [part: object, method: string];

/** Who breaks, and what may then not succeed. */
interface Check {
  readonly parts: () => readonly (Part | undefined)[];
  readonly given?: () => unknown;
  readonly ask: () => Promise<RawAnswer>;
}

const part = (type: Parameters<Api['app']['get']>[0], ...methods: string[]): Part[] =>
  methods.map((method) => [api.app.get<object>(type, { strict: false }), method]);

const checks: readonly Check[] = [
  {
    // a session in memory
    parts: () => [
      ...part(SessionCache, 'find'),
      ...part(SessionProtection, 'isPlain'),
      ...part(SessionRotation, 'isDue'),
      ...part(LastSeen, 'isDue'),
    ],
    given: () => ada.browser.send('GET', '/api/session'),
    ask: use('GET', '/api/users'),
  },
  {
    // a session in the database
    parts: () => [
      ...part(SessionLookup, 'find', 'isKnownForgery'),
      ...part(SessionCache, 'read'),
      ...part(SessionStore, 'find'),
      ...part(SessionSecrets, 'isGenuine'),
    ],
    given: () => api.app.get(SessionCache).drop(/sid=([\w-]+)/.exec(ada.browser.cookie)?.[1] ?? ''),
    ask: use('GET', '/api/users'),
  },
  {
    // a log-in
    parts: () => [
      ...part(GuessingWindows, 'spend'),
      ...part(PasswordFailures, 'count', 'forgive'),
      ...part(PasswordHasher, 'verify'),
      ...part(SessionStore, 'insert'),
      ...part(DeviceSessions, 'endBeyondLimit'),
      ...part(KnownBrowsers, 'remember'),
      ...part(AccountNotices, 'take'),
      ...part(SecurityEvents, 'record'),
    ],
    ask: logIn,
  },
  {
    // a wrong password
    parts: () => [
      ...part(GuessingWindows, 'spend', 'countFailure'),
      ...part(PasswordFailures, 'count'),
      ...part(PasswordHasher, 'verify'),
    ],
    ask: () =>
      visit('POST', '/api/session', {
        identifier: ada.user.username,
        password: 'eleven wrong umbrellas',
      })(),
  },
  {
    // a registration
    parts: () => [
      ...part(RegistrationLimit, 'spend'),
      ...part(PasswordHasher, 'hash'),
      ...part(SecurityEvents, 'record'),
      ...part(SessionStore, 'insert'),
    ],
    ask: () => visit('POST', '/api/users', newRegistration())(),
  },
  {
    // a policy
    parts: () => [undefined],
    given: () => {
      const access = {
        isSessionless: false,
        isBackground: false,
        isPublic: false,
        isFresh: false,
        isOpenToActing: true,
        policy: fault,
        allowedWhile: [],
      };
      jest.spyOn(api.app.get(RouteAccess, { strict: false }), 'of').mockReturnValue(access);
    },
    ask: use('GET', '/api/users'),
  },
];

/** Answers at once, so it cannot fail later. */
const immediate = new Set(['isPlain', 'isDue', 'isKnownForgery', 'isGenuine', 'read']);

describe('a part that breaks while somebody is let in', () => {
  /** Accounts, and sessions of people. */
  const grown = async (): Promise<unknown> => {
    const [counts] = await api.database.query(
      `SELECT (SELECT count(*) FROM users) AS users, (SELECT count(*) FROM sessions WHERE user_id IS NOT NULL) AS sessions,
              (SELECT count(*) FROM security_events) AS events`,
    );
    return JSON.stringify(counts);
  };

  async function faultsOf(check: Check, target: Part | undefined, breakIt: () => unknown) {
    await check.given?.();
    const before = await grown();
    const [owner, method] = target ?? [];
    if (owner && method)
      jest.spyOn(owner as Record<string, () => unknown>, method).mockImplementation(breakIt);
    const answer = await check.ask();
    jest.restoreAllMocks();
    const isDenied =
      answer.status >= 500 && !/sid=[\w-]+\./.test(answer.headers.getSetCookie().join());
    const isUndone = (await grown()) === before;
    if (isDenied && isUndone && !telltale.test(answer.text)) return [];
    return [[method, breakIt.name, answer.status, answer.text, { isUndone }]];
  }

  it('lets nobody in, leaves nothing behind and says nothing from inside [LG-07]', async () => {
    const faults: unknown[] = [];
    for (const check of checks)
      for (const target of check.parts()) {
        faults.push(...(await faultsOf(check, target, fault)));
        const isLate = target && !immediate.has(target[1]) && !(target[0] instanceof SessionCache);
        if (isLate) faults.push(...(await faultsOf(check, target, lateFault)));
      }
    expect(faults).toEqual([]);
  });
});
