import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { toAdminUser } from '../src/admin/account-row.ts';
import { toSession, toSessionView } from '../src/session/active-session.ts';
import { OrderEntity } from '../src/shop/order.entity.ts';
import { toOrder } from '../src/shop/order-view.ts';
import { UserEntity } from '../src/users/user.entity.ts';
import { toPublicUser, toUser, toVisibleUser } from '../src/users/user-view.ts';
import { type Api, newRegistration, password, startApi } from './api.ts';
import { operationsOf } from './operation-list.ts';
import { Outbox } from './outbox.ts';
import { RawBrowser, rawPerson } from './raw-browser.ts';

const address = { name: 'A', street: 'B', city: 'C', state: 'D', zip: 'E', country: 'F' };
const lines = [{ slug: 'chocolate-chip', quantity: 1 }];
const canary = 'c4nary';

describe('what may be written', () => {
  let api: Api;
  let outbox: Outbox;
  beforeAll(async () => {
    outbox = await Outbox.open();
    api = await startApi({ variables: { OUTBOX_DIR: outbox.folder } });
  });
  afterAll(async () => {
    await api.stop();
    await outbox.remove();
  });

  it('is what the schema names: no column of any table slips in through any body [AZ-04] [AZ-05] [PW-11] [D-39] [RT-21]', async () => {
    const { browser, user } = await rawPerson(api, 'admin');
    const message = await browser.send('POST', '/api/messages', { content: 'x' });
    const { id } = message.json<{ id: string }>();
    const writes: [string, string, Record<string, unknown>][] = [
      ['POST', '/api/users', { ...newRegistration() }],
      ['POST', '/api/session', { identifier: user.username, password }],
      ['POST', '/api/session/confirmation', { password }],
      ['PATCH', `/api/users/${user.id}`, { name: 'x' }],
      ['PUT', `/api/users/${user.id}/role`, { role: 'member' }],
      ['PUT', `/api/admin/users/${user.id}/suspension`, { reason: 'x' }],
      ['POST', `/api/admin/users/${user.id}/impersonation`, { reason: 'x' }],
      ['PUT', `/api/admin/users/${user.id}/password-demand`, { demanded: false }],
      [
        'PUT',
        '/api/account/password',
        {
          currentPassword: password,
          password: 'the tide comes in at noon',
          passwordConfirmation: 'the tide comes in at noon',
        },
      ],
      ['POST', '/api/registrations', { token: 'x', password }],
      ...['email-verifications', 'email-changes'].map(
        (links): [string, string, Record<string, unknown>] => [
          'POST',
          `/api/${links}`,
          { token: 'x' },
        ],
      ),
      ['POST', '/api/password-reset-requests', { identifier: user.username }],
      [
        'POST',
        '/api/password-resets',
        {
          token: 'x',
          password: 'the tide comes in at noon',
          passwordConfirmation: 'the tide comes in at noon',
        },
      ],
      ['POST', '/api/messages', { content: 'y' }],
      ['PATCH', `/api/messages/${id}`, { content: 'y' }],
      ['PUT', '/api/shop/cart', { lines }],
      ['POST', '/api/shop/orders', { lines, address }],
    ];
    const known = (await operationsOf(api)).filter(({ body }) => body);
    expect(
      writes.map(([method, path]) => `${method} ${path.replace(/[\da-f-]{36}/, '{id}')}`),
    ).toEqual(expect.arrayContaining(known.map(({ method, path }) => `${method} ${path}`)));
    const columns = api.database.entityMetadatas.flatMap((entity) =>
      entity.columns.flatMap(({ propertyName, databaseName }) => [propertyName, databaseName]),
    );
    const names = [...new Set([...columns, 'roles', 'isAdmin', 'admin', 'emailVerified'])];
    const rows = () =>
      Promise.all(
        ['users', 'messages', 'orders'].map((table) =>
          api.database.query(`SELECT t::text FROM ${table} t ORDER BY 1`),
        ),
      );
    const before = await rows();
    for (const [method, path, body] of writes)
      for (const name of names.filter((column) => !Object.hasOwn(body, column))) {
        if (path === `/api/users/${user.id}` && ['username', 'email', 'avatarUrl'].includes(name))
          continue;
        if (path === '/api/users' && name === 'name') continue;
        if (path === '/api/session' && name === 'remember') continue;
        const answer = await browser.send(method, path, { ...body, [name]: canary });
        expect([path, name, answer.status, answer.problem.fields]).toEqual([
          path,
          name,
          422,
          { [name]: ['There is no such field.'] },
        ]);
      }
    expect(await rows()).toEqual(before);
  });

  it('reaches no prototype [IN-09] [AZ-05] [D-38] [RT-22]', async () => {
    const { browser, user } = await rawPerson(api);
    for (const body of [
      '{"name":"x","__proto__":{"polluted":true}}',
      '{"name":"x","constructor":{"prototype":{"polluted":true}}}',
      '{"name":{"__proto__":{"polluted":true}}}',
      '{"__proto__":{"role":"admin"}}',
    ]) {
      const answer = await browser.send('PATCH', `/api/users/${user.id}`, body);
      expect([answer.status, answer.problem.code]).toEqual([400, 'malformed_request']);
    }
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    expect((await browser.send('GET', '/api/session')).json()).toMatchObject({ user });
  });
});

describe('what may be read', () => {
  /** Every column holds the canary, except the few that are meant to be seen. */
  function full<Row extends object>(
    entity: new () => Row,
    seen: Partial<Row>,
    columns: string[],
  ): Row {
    return Object.assign(
      new entity(),
      Object.fromEntries(columns.map((name) => [name, canary])),
      seen,
    );
  }

  let api: Api;
  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api.stop());

  const columnsOf = (entity: new () => object) =>
    api.database.getMetadata(entity).columns.map(({ propertyName }) => propertyName);

  it('of a person: nothing that the mappers do not name [AZ-04]', () => {
    const seen = {
      id: 'u1',
      username: 'u',
      email: 'e',
      name: 'n',
      avatarUrl: null,
      role: 'member' as const,
      createdAt: new Date(),
    };
    const row = full(UserEntity, seen, columnsOf(UserEntity));
    expect(row.passwordHash).toBe(canary);
    const facts = {
      suspendedAt: null,
      deletionDueAt: null,
      suspensionReason: null,
      lastLogInAt: null,
      sessions: 1,
    };
    const admin = { id: 'a1', role: 'admin' as const };
    const views = [
      toPublicUser(row),
      toUser(row),
      toVisibleUser(admin, row),
      toVisibleUser(row, row),
      String(row),
      toAdminUser({ ...row, ...facts, emailVerified: true, restriction: null }),
    ];
    expect(JSON.stringify(views)).not.toContain(canary);
    expect(toPublicUser(row)).not.toHaveProperty('email');
  });

  it('of a session: neither the secret nor what belongs to the server [AZ-04]', () => {
    const now = new Date();
    const life = {
      id: 's1',
      key: 1,
      createdAt: now,
      expiresAt: now,
      idleExpiresAt: now,
      freshUntil: null,
      rotatedAt: now,
      lastSeenAt: now,
      now,
      remembered: false,
    };
    const stored = {
      ...life,
      browser: canary,
      os: canary,
      deviceKind: 'desktop' as const,
      secretMac: canary,
      previousMac: canary,
      flashCount: 0,
      user: null,
      actor: null,
    };
    expect(JSON.stringify([toSession(stored), toSessionView(stored)])).not.toContain(canary);
  });

  it('of an order: neither its owner’s id nor its key [AZ-04]', () => {
    const seen = { id: 'o1', address, lines: [], createdAt: new Date() };
    const row = full(OrderEntity, seen, columnsOf(OrderEntity));
    expect(row.idempotencyKey).toBe(canary);
    expect(JSON.stringify(toOrder(row))).not.toContain(canary);
  });

  it('in any answer at all: no hash, though the row has one [AZ-04] [CK-02]', async () => {
    const { browser, user } = await rawPerson(api, 'admin');
    const secret = browser.cookie.split('.').at(-1) ?? '';
    for (const path of [
      '/api/session',
      '/api/users',
      `/api/users/${user.id}`,
      '/api/account/sessions',
      '/api/admin/users',
      `/api/admin/users/${user.id}`,
      `/api/admin/users/${user.id}/sessions`,
      '/api/messages',
      '/api/shop/orders',
    ]) {
      const { status, text } = await browser.send('GET', path);
      expect(status).toBe(200);
      expect(text).not.toMatch(/argon2|canonical|secret|mac"/i);
      expect(text).not.toContain(secret);
    }
    expect(new RawBrowser(api).cookie).toBe('');
  });
});
