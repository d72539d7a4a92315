import type { Restriction } from '@gatehouse/auth-core';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Api, startApi } from './api.ts';
import { RawBrowser, rawPerson } from './raw-browser.ts';
import { apiRoutesOf, routesOf } from './route-list.ts';

/** Opening a door shows here. */
const publicRoutes = [
  'DELETE /api/counter',
  'DELETE /api/session',
  'DELETE /api/session/flash',
  'DELETE /api/session/impersonation',
  'GET /',
  'GET /*',
  'GET /.well-known/change-password',
  'GET /api/counter',
  'GET /api/health/live',
  'GET /api/health/ready',
  'GET /api/messages',
  'GET /api/messages/:id',
  'GET /api/session',
  'GET /api/shop/cart',
  'GET /api/shop/cookies',
  'GET /signup',
  'POST /api/counter',
  'POST /api/email-changes',
  'POST /api/email-verifications',
  'POST /api/password-reset-requests',
  'POST /api/password-resets',
  'POST /api/registrations',
  'POST /api/session',
  'POST /api/users',
  'POST /login',
  'POST /logout',
  'POST /register',
  'POST /stop-acting',
  'PUT /api/counter',
  'PUT /api/shop/cart',
];

const absent = '00000000-0000-4000-8000-000000000000';
const at = (path: string): string => path.replace(/:\w+/g, absent);

describe('the routes', () => {
  let api: Api;
  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api.stop());

  it('are open to visitors only where this list says so [S-045] [S-114] [S-126] [FL-052] [AZ-01] [ASK-028]', () => {
    const open = routesOf(api).filter(({ isPublic }) => isPublic);
    expect(open.map(({ name }) => name).sort()).toEqual(publicRoutes);
  });

  it('of an administration ask whether somebody is an admin, and for a fresh proof before they change anything [AZ-01] [AZ-09]', () => {
    const admins = apiRoutesOf(api).filter(({ path }) => path.startsWith('/api/admin/'));
    expect(admins.length).toBeGreaterThan(5);
    expect(admins.filter(({ hasPolicy }) => !hasPolicy)).toEqual([]);
    expect(admins.filter(({ method, isFresh }) => method !== 'GET' && !isFresh)).toEqual([]);
  });

  it('say what they answer: a schema, or nothing; one goes on for as long as the session, two are files [AZ-01]', () => {
    const silent = apiRoutesOf(api).filter(
      ({ hasAnswerSchema, status }) => hasAnswerSchema === (status === 202 || status === 204),
    );
    expect(silent.map(({ name }) => name).sort()).toEqual([
      'GET /api/account/data',
      'GET /api/admin/events.csv',
      'GET /api/session/events',
    ]);
  });

  it('refuse a visitor wherever they are guarded, and say so alike [S-116] [S-117] [S-120] [S-125] [FL-043] [FL-049] [ASK-021]', async () => {
    const guarded = apiRoutesOf(api).filter(({ isPublic }) => !isPublic);
    expect(guarded.length).toBeGreaterThan(15);
    for (const { name, method, path } of guarded) {
      const answer = await new RawBrowser(api).send(method, at(path));
      expect([name, answer.status, answer.headers.getSetCookie()]).toEqual([name, 401, []]);
      expect(answer.problem).toMatchObject({
        code: 'unauthenticated',
        title: 'Unauthorized',
        detail: 'Please log in first',
      });
    }
  });

  it('refuse a cookie that is unknown, tampered with, expired, ended or of a suspended person [S-117] [FL-036] [AZ-02]', async () => {
    const make = async (spoil: (person: { id: string; cookie: string }) => unknown) => {
      const { browser, user } = await rawPerson(api);
      const spoilt = await spoil({ id: user.id, cookie: browser.cookie });
      return typeof spoilt === 'string' ? spoilt : browser.cookie;
    };
    const change = (sql: string) => (person: { id: string }) =>
      api.database.query(sql, [person.id]).then(() => undefined);
    const cookies = {
      unknown: `sid=${'a'.repeat(22)}.${'b'.repeat(43)}`,
      misshapen: 'sid=x',
      tampered: await make(({ cookie }) =>
        cookie.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')),
      ),
      idle: await make(
        change(`UPDATE sessions SET idle_expires_at = now() - interval '1 s' WHERE user_id = $1`),
      ),
      expired: await make(
        change(`UPDATE sessions SET expires_at = now() - interval '1 s' WHERE user_id = $1`),
      ),
      ended: await make(change('DELETE FROM sessions WHERE user_id = $1')),
      suspended: await make(change('UPDATE users SET suspended_at = now() WHERE id = $1')),
      deleted: await make(change('DELETE FROM users WHERE id = $1')),
    };
    const guarded = apiRoutesOf(api).filter(({ isPublic }) => !isPublic);
    for (const [what, cookie] of Object.entries(cookies))
      for (const { name, method, path } of guarded) {
        const { status } = await new RawBrowser(api).send(method, at(path), undefined, { cookie });
        expect([what, name, status]).toEqual([what, name, 401]);
      }
  });

  it('ask for a fresh proof where something cannot be undone [AZ-09]', async () => {
    const fresh = apiRoutesOf(api).filter(({ isFresh }) => isFresh);
    expect(fresh.map(({ name }) => name).sort()).toEqual([
      'DELETE /api/account/sessions',
      'DELETE /api/admin/users/:id/deletion',
      'DELETE /api/admin/users/:id/sessions',
      'DELETE /api/admin/users/:id/suspension',
      'DELETE /api/users/:id',
      'GET /api/account/data',
      'GET /api/admin/events.csv',
      'POST /api/admin/users/:id/impersonation',
      'POST /api/admin/users/:id/password-reset',
      'PUT /api/admin/users/:id/password-demand',
      'PUT /api/admin/users/:id/suspension',
      'PUT /api/users/:id/role',
    ]);
    const { browser, user } = await rawPerson(api, 'admin');
    await api.database.query('UPDATE sessions SET fresh_until = now() WHERE user_id = $1', [
      user.id,
    ]);
    for (const { method, path } of fresh) {
      const answer = await browser.send(
        method,
        at(path),
        method === 'GET' ? undefined : { role: 'admin' },
      );
      expect([answer.status, answer.problem.code]).toEqual([403, 'reauthentication_required']);
    }
  });

  it('stay open to people who have something to decide only where this list says so [PW-09]', () => {
    const open = (restriction: Restriction) =>
      routesOf(api)
        .filter(({ allowedWhile }) => allowedWhile.includes(restriction))
        .map(({ name }) => name)
        .sort();
    const both = [
      'DELETE /api/session',
      'DELETE /api/session/flash',
      'DELETE /api/session/impersonation',
      'GET /api/session',
      'GET /api/session/events',
      'POST /api/email-changes',
      'POST /api/email-verifications',
      'POST /api/password-reset-requests',
      'POST /api/password-resets',
      'POST /api/registrations',
      'POST /api/session',
      'POST /api/session/confirmation',
      'POST /login',
      'POST /logout',
      'POST /stop-acting',
    ];
    expect(open('account_closing')).toEqual([
      'DELETE /api/account/deletion',
      ...both.slice(0, 3),
      'GET /api/account/deletion',
      ...both.slice(3),
    ]);
    expect(open('password_change_required')).toEqual([...both, 'PUT /api/account/password']);
  });

  it('let a person in with the answer that logged them in, however many requests follow at once [S-122]', async () => {
    const { browser } = await rawPerson(api);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => browser.send('GET', '/api/account/sessions')),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200));
  });
});
