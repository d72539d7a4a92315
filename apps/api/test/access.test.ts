import { randomUUID } from 'node:crypto';
import type { Order } from '@gatehouse/auth-core';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Api, newRegistration, password, startApi } from './api.ts';
import { Outbox } from './outbox.ts';
import { makeStale, RawBrowser, type RawPerson, rawLogIn, rawPerson } from './raw-browser.ts';
import { apiRoutesOf } from './route-list.ts';

const address = { name: 'A', street: 'B', city: 'C', state: 'D', zip: 'E', country: 'F' };
const lines = [{ slug: 'chocolate-chip', quantity: 1 }];

/** Whose request it is. The subject of every route with an id is `owner`, or something of theirs; `acting` is an admin who acts for them. */
const actors = ['visitor', 'stale', 'owner', 'member', 'admin', 'acting'] as const;

/** What each of the first five gets, in that order. `acting` gets what the owner gets, unless it is for the owner alone. */
const matrix: Readonly<Record<string, string>> = {
  'GET /api/session': '200 200 200 200 200',
  'POST /api/session': '200 200 200 200 200',
  'DELETE /api/session': '204 204 204 204 204',
  'POST /api/session/confirmation': '401 200 200 200 200',
  'DELETE /api/session/flash': '200 200 200 200 200',
  'GET /api/session/events': '401 200 200 200 200',
  'GET /api/account/sessions': '401 200 200 200 200',
  'GET /api/account/log-ins': '401 200 200 200 200',
  'DELETE /api/account/sessions': '401 403 200 200 200',
  'DELETE /api/account/sessions/:id': '401 204 204 404 404',
  'GET /api/account/deletion': '401 200 200 200 200',
  'DELETE /api/account/deletion': '401 404 404 404 404',
  'GET /api/account/data': '401 403 200 200 200',
  'GET /api/account/events': '401 200 200 200 200',
  'PUT /api/account/password': '401 200 200 200 200',
  'GET /api/account/email-change': '401 200 200 200 200',
  'DELETE /api/account/email-change': '401 204 204 204 204',
  // No mail is sent here, and no link is good.
  'POST /api/email-verification-requests': '401 202 202 202 202',
  'POST /api/email-verifications': '410 410 410 410 410',
  'POST /api/email-changes': '410 410 410 410 410',
  'POST /api/registrations': '410 410 410 410 410',
  'POST /api/users': '201 201 201 201 201',
  'GET /api/users': '401 200 200 200 200',
  'GET /api/users/:id': '401 200 200 200 200',
  'PATCH /api/users/:id': '401 200 200 403 200',
  'DELETE /api/users/:id': '401 403 204 403 204',
  'PUT /api/users/:id/role': '401 403 403 403 200',
  'GET /api/admin/users': '401 403 403 403 200',
  'GET /api/admin/dashboard': '401 403 403 403 200',
  'GET /api/admin/events': '401 403 403 403 200',
  'GET /api/admin/events.csv': '401 403 403 403 200',
  'GET /api/admin/users/:id': '401 403 403 403 200',
  'GET /api/admin/users/:id/events': '401 403 403 403 200',
  'GET /api/admin/users/:id/sessions': '401 403 403 403 200',
  'DELETE /api/admin/users/:id/sessions': '401 403 403 403 200',
  'DELETE /api/admin/users/:id/deletion': '401 403 403 403 404',
  'PUT /api/admin/users/:id/password-demand': '401 403 403 403 204',
  'PUT /api/admin/users/:id/suspension': '401 403 403 403 200',
  'DELETE /api/admin/users/:id/suspension': '401 403 403 403 200',
  'POST /api/admin/users/:id/impersonation': '401 403 403 403 200',
  'DELETE /api/session/impersonation': '200 200 200 200 200',
  'POST /api/admin/users/:id/password-reset': '401 403 403 403 202',
  'POST /api/password-reset-requests': '202 202 202 202 202',
  'POST /api/password-resets': '410 410 410 410 410',
  'GET /api/messages': '200 200 200 200 200',
  'GET /api/messages/:id': '200 200 200 200 200',
  'POST /api/messages': '401 201 201 201 201',
  'PATCH /api/messages/:id': '401 200 200 403 403',
  'DELETE /api/messages/:id': '401 204 204 403 204',
  'GET /api/shop/cookies': '200 200 200 200 200',
  'GET /api/shop/cart': '200 200 200 200 200',
  'PUT /api/shop/cart': '200 200 200 200 200',
  'POST /api/shop/orders': '401 201 201 201 201',
  'GET /api/shop/orders': '401 200 200 200 200',
  'GET /api/shop/orders/:id': '401 200 200 404 404',
  'GET /api/counter': '200 200 200 200 200',
  'PUT /api/counter': '200 200 200 200 200',
  'POST /api/counter': '200 200 200 200 200',
  'DELETE /api/counter': '200 200 200 200 200',
  'GET /api/health/live': '200 200 200 200 200',
  'GET /api/health/ready': '200 200 200 200 200',
};

const forOwnerAlone: readonly string[] = [
  'POST /api/session',
  'POST /api/session/confirmation',
  'DELETE /api/account/sessions',
  'DELETE /api/account/sessions/:id',
  'GET /api/account/deletion',
  'DELETE /api/account/deletion',
  'GET /api/account/data',
  'GET /api/account/events',
  'PUT /api/account/password',
  'POST /api/password-reset-requests',
  'POST /api/password-resets',
  'POST /api/email-verification-requests',
  'GET /api/account/email-change',
  'DELETE /api/account/email-change',
  'POST /api/registrations',
  'POST /api/users',
  'DELETE /api/users/:id',
];

const bodies: Readonly<Record<string, () => unknown>> = {
  'POST /api/session/confirmation': () => ({ password }),
  'PUT /api/account/password': () => ({
    currentPassword: password,
    password: 'the tide comes in at noon',
    passwordConfirmation: 'the tide comes in at noon',
  }),
  'POST /api/email-verifications': () => ({ token: 'x' }),
  'POST /api/email-changes': () => ({ token: 'x' }),
  'POST /api/registrations': () => ({ token: 'x', password }),
  'POST /api/users': newRegistration,
  'PATCH /api/users/:id': () => ({ name: 'Changed' }),
  'POST /api/admin/users/:id/impersonation': () => ({ reason: 'Ticket 12' }),
  'PUT /api/users/:id/role': () => ({ role: 'member' }),
  'PUT /api/admin/users/:id/password-demand': () => ({ demanded: false }),
  'PUT /api/admin/users/:id/suspension': () => ({ reason: 'Sends advertisements' }),
  'POST /api/password-reset-requests': () => ({ identifier: 'nobody' }),
  'POST /api/password-resets': () => ({
    token: 'nothing',
    password: 'the tide comes in at noon',
    passwordConfirmation: 'the tide comes in at noon',
  }),
  'POST /api/messages': () => ({ content: 'x' }),
  'PATCH /api/messages/:id': () => ({ content: 'Changed' }),
  'PUT /api/shop/cart': () => ({ lines }),
  'POST /api/shop/orders': () => ({ lines, address }),
};

describe('the access matrix', () => {
  let api: Api;
  let outbox: Outbox;
  beforeAll(async () => {
    outbox = await Outbox.open();
    api = await startApi({ variables: { OUTBOX_DIR: outbox.folder } });
    deputy = await rawPerson(api, 'admin');
  });
  afterAll(async () => {
    await api.stop();
    await outbox.remove();
  });

  /** Somebody who has what the path names, and its id. */
  async function scene(path: string) {
    const owner = await rawPerson(api);
    const make = async (from: string, body: unknown) =>
      (await owner.browser.send('POST', from, body)).json<{ id: string }>().id;
    if (path.startsWith('/api/messages/'))
      return { owner, id: await make('/api/messages', { content: 'Mine' }) };
    if (path.startsWith('/api/shop/orders/'))
      return { owner, id: await make('/api/shop/orders', { lines, address }) };
    if (!path.startsWith('/api/account/sessions/')) return { owner, id: owner.user.id };
    const other = await rawLogIn(api, owner.user.username);
    return { owner, id: /sid=([^.]+)/.exec(other.cookie)?.[1] ?? '' };
  }

  /** The same admin for one owner after the other: logged in again where the last request was a log-out. */
  let deputy: RawPerson;
  async function actFor({ user }: RawPerson): Promise<RawBrowser> {
    await deputy.browser.send('DELETE', '/api/session/impersonation');
    const { status } = await deputy.browser.send('GET', '/api/users');
    const credentials = { identifier: deputy.user.username, password };
    if (status === 401) await deputy.browser.send('POST', '/api/session', credentials);
    await api.database.query(
      `UPDATE sessions SET fresh_until = now() + interval '10 minutes' WHERE user_id = $1`,
      [deputy.user.id],
    );
    const path = `/api/admin/users/${user.id}/impersonation`;
    const answer = await deputy.browser.send('POST', path, { reason: 'Ticket 12' });
    if (answer.status !== 200) throw new Error(`Acting answered ${answer.status}: ${answer.text}`);
    return deputy.browser;
  }

  async function browserOf(actor: (typeof actors)[number], owner: RawPerson): Promise<RawBrowser> {
    if (actor === 'visitor') return new RawBrowser(api);
    if (actor === 'member' || actor === 'admin') return (await rawPerson(api, actor)).browser;
    if (actor === 'acting') return actFor(owner);
    if (actor === 'stale') await makeStale(api, owner.user);
    return owner.browser;
  }

  it('knows every route [AZ-02]', () => {
    expect(
      apiRoutesOf(api)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(Object.keys(matrix).sort());
  });

  it.each(Object.entries(matrix))(
    'holds for %s: %s [S-134] [AZ-02] [AZ-03] [RT-21] [EXT-010]',
    async (name, row) => {
      const [method = '', path = ''] = name.split(' ');
      const given: string[] = [];
      for (const actor of actors) {
        const { owner, id } = await scene(path);
        const browser = await browserOf(actor, owner);
        const credentials = { identifier: owner.user.username, password };
        const body = name === 'POST /api/session' ? credentials : bodies[name]?.();
        const { status } = await browser.send(method, path.replace(':id', id), body);
        given.push(String(status));
      }
      const acting = forOwnerAlone.includes(name) ? '403' : row.split(' ')[2];
      expect(given.join(' ')).toBe(`${row} ${acting}`);
    },
  );

  it('changes nothing of somebody else where it refuses [AZ-03] [RT-21]', async () => {
    const { owner, id: message } = await scene('/api/messages/:id');
    const { browser, user } = owner;
    const placed = await browser.send('POST', '/api/shop/orders', { lines, address });
    const session = /sid=([^.]+)/.exec(browser.cookie)?.[1] ?? '';
    const ids = [user.id, message, placed.json<Order>().id, session];
    const member = await rawPerson(api);
    const state = () =>
      Promise.all(
        ['users', 'messages', 'orders', 'order_lines'].map((table) =>
          api.database.query(
            `SELECT t::text AS row FROM ${table} t WHERE t::text LIKE ANY ($1) ORDER BY 1`,
            [ids.map((id) => `%${id}%`)],
          ),
        ),
      );
    const sessions = () =>
      api.database.query('SELECT id FROM sessions WHERE user_id = $1 ORDER BY id', [user.id]);
    const before = [await state(), await sessions()];
    for (const { method, path, isPublic } of apiRoutesOf(api)) {
      if (isPublic || !path.includes(':id')) continue;
      for (const id of [...ids, randomUUID()])
        await member.browser.send(method, path.replace(':id', id), bodies[`${method} ${path}`]?.());
    }
    expect([await state(), await sessions()]).toEqual(before);
  });
});
