import { createTestClient, newPerson } from '@gatehouse/client-sdk/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Api, startApi } from './api.ts';

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const address = { name: 'A', street: 'B', city: 'C', state: 'D', zip: 'E', country: 'F' };

describe('every method of the SDK, on the running API', () => {
  it('lives a whole session [ASK-025]', async () => {
    const { client, user, password } = await api.register();
    const identifier = user.username;

    expect((await client.session.current()).user).toEqual(user);
    await client.session.logOut();
    expect((await client.session.current()).user).toBeNull();
    expect((await client.session.logIn({ identifier, password })).user).toEqual(user);
    expect((await client.session.confirm({ password })).session?.freshUntil).not.toBeNull();
    expect(await client.flash.take()).toMatchObject([{ code: 'logged_in' }]);
  });

  it('reads, changes and deletes users', async () => {
    const admin = await api.registerAs('admin');
    const { client, user } = await api.register();

    const { email, emailVerified, role, ...known } = user;
    expect((await client.users.list({ search: user.username })).items).toEqual([known]);
    expect((await admin.client.users.list({ search: user.username })).items).toEqual([user]);
    expect(await client.users.get(user.id)).toEqual(user);
    expect(await client.users.update(user.id, { name: 'Renamed' })).toMatchObject({
      name: 'Renamed',
    });
    expect(await admin.client.users.changeRole(user.id, 'admin')).toMatchObject({ role: 'admin' });
    await client.users.delete(user.id);
    await expect(admin.client.users.get(user.id)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('changes the password and ends devices', async () => {
    const person = await api.register();
    const other = await api.logIn(person);
    await api.logIn(person);
    const [, second] = await person.client.account.sessions();

    await person.client.account.endSession(second?.id ?? '');
    expect(await person.client.account.endOtherSessions()).toEqual({ endedSessions: 1 });
    expect((await other.client.session.current()).user).toBeNull();
    const password = 'eleven kites above the pier';
    const change = { currentPassword: person.password, password, passwordConfirmation: password };
    expect(await person.client.account.changePassword(change)).toEqual({ endedSessions: 0 });
  });

  it('writes, lists, changes and deletes messages', async () => {
    const { client } = await api.register();
    const message = await client.messages.create({ content: 'one' });

    expect((await client.messages.list({ limit: 1 })).items).toEqual([message]);
    expect(await client.messages.get(message.id)).toEqual(message);
    expect(await client.messages.update(message.id, { content: 'two' })).toMatchObject({
      content: 'two',
    });
    await client.messages.delete(message.id);
    await expect(client.messages.get(message.id)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('fills a cart and orders', async () => {
    const { client } = await api.register();
    const [product] = await client.shop.cookies();
    const lines = [{ slug: product?.slug ?? '', quantity: 2 }];

    expect(await client.shop.saveCart({ lines })).toEqual({ lines });
    expect(await client.shop.cart()).toEqual({ lines });
    const order = await client.shop.placeOrder({ lines, address }, { idempotencyKey: 'key' });
    expect(await client.shop.placeOrder({ lines, address }, { idempotencyKey: 'key' })).toEqual(
      order,
    );
    expect((await client.shop.orders()).items).toEqual([order]);
    expect(await client.shop.order(order.id)).toEqual(order);
    expect(await client.shop.cart()).toEqual({ lines: [] });
  });

  it('counts, and calls routes of an app of its own', async () => {
    const { client } = api.visitor();

    expect(await client.counter.start()).toEqual({ count: 0 });
    expect(await client.counter.increment()).toEqual({ count: 1 });
    expect(await client.counter.read()).toEqual({ count: 1 });
    expect(await client.counter.clear()).toEqual({ count: null });
    expect(await client.request('GET', '/api/health/live')).toEqual({ status: 'ok' });
  });
});

describe('a client for tests', () => {
  it('is a visitor by default [FL-138]', async () => {
    const client = await createTestClient({ baseUrl: api.baseUrl });
    expect(await client.session.current()).toEqual({ user: null, session: null, flash: 0 });
  });

  it('is logged in and fresh with a person [FL-139]', async () => {
    const person = newPerson();
    const client = await createTestClient({ baseUrl: api.baseUrl, user: person });
    const { user, session } = await client.session.current();
    expect(user?.username).toBe(person.username);
    expect(session?.freshUntil).not.toBeNull();
  });

  it.each(['basic', 'strong'])(
    'comes back not fresh, under %s protection too [FL-140] [FL-141]',
    async (protection) => {
      const guarded = await startApi({ variables: { SESSION_PROTECTION: protection } });
      const client = await createTestClient({ baseUrl: guarded.baseUrl, user: true, fresh: false });
      const { user, session } = await client.session.current();
      expect(user).not.toBeNull();
      expect(session).toMatchObject({ remembered: true, freshUntil: null });
      await expect(client.users.delete(user?.id ?? '')).rejects.toMatchObject({
        code: 'reauthentication_required',
      });
      await guarded.stop();
    },
  );
});
