import type { Order, Page, Product } from '@gatehouse/auth-core';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Api, password, startApi } from './api.ts';
import { RawBrowser, type RawPerson, rawPerson } from './raw-browser.ts';

const address = {
  name: 'Ada',
  street: '1 Main St',
  city: 'Ely',
  state: 'IL',
  zip: '00001',
  country: 'US',
};
const wanted = { lines: [{ slug: 'chocolate-chip', quantity: 2 }], address };

describe('the shop', () => {
  let api: Api;
  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api.stop());

  const order = ({ browser }: RawPerson, body: unknown = wanted, headers = {}) =>
    browser.send('POST', '/api/shop/orders', body, headers);

  async function count(): Promise<number> {
    const [{ n }] = await api.database.query('SELECT count(*)::int AS n FROM orders');
    return n as number;
  }

  it('shows its cookies to everybody [S-149]', async () => {
    const visitor = new RawBrowser(api);
    const cookies = (await visitor.send('GET', '/api/shop/cookies')).json<Product[]>();
    expect(cookies.map(({ slug }) => slug)).toContain('chocolate-chip');
    expect(visitor.cookie).toBe('');
  });

  it('sells to people who are logged in, at its own prices [S-150] [S-152]', async () => {
    expect((await new RawBrowser(api).send('POST', '/api/shop/orders', wanted)).status).toBe(401);
    const alice = await rawPerson(api);
    const placed = await order(alice);
    expect([placed.status, placed.json()]).toEqual([
      201,
      {
        id: expect.any(String),
        createdAt: expect.any(String),
        lines: [{ slug: 'chocolate-chip', name: 'Chocolate Chip', priceInCents: 150, quantity: 2 }],
        address,
        totalInCents: 300,
      },
    ]);
    const [row] = await api.database.query('SELECT user_id FROM orders WHERE id = $1', [
      placed.json<Order>().id,
    ]);
    expect(row).toEqual({ user_id: alice.user.id });
  });

  it('shows orders to whoever placed them, and to nobody else [S-151] [AZ-03]', async () => {
    const alice = await rawPerson(api);
    const bob = await rawPerson(api);
    const admin = await rawPerson(api, 'admin');
    const { id } = (await order(alice)).json<Order>();
    const list = async ({ browser }: RawPerson) =>
      (await browser.send('GET', '/api/shop/orders'))
        .json<Page<Order>>()
        .items.map((item) => item.id);
    expect([await list(alice), await list(bob), await list(admin)]).toEqual([[id], [], []]);
    expect((await alice.browser.send('GET', `/api/shop/orders/${id}`)).status).toBe(200);
    for (const { browser } of [bob, admin]) {
      const hidden = await browser.send('GET', `/api/shop/orders/${id}`);
      const absent = await browser.send(
        'GET',
        `/api/shop/orders/${id.replace(/^.{8}/, '00000000')}`,
      );
      expect([hidden.status, absent.status]).toEqual([404, 404]);
      const { requestId: one, ...told } = hidden.problem;
      const { requestId: other, ...toldOfNone } = absent.problem;
      expect(told).toEqual(toldOfNone);
    }
  });

  it.each([
    ['no lines', { lines: [] }, 'lines'],
    ['none of one', { lines: [{ slug: 'chocolate-chip', quantity: 0 }] }, 'lines.0.quantity'],
    ['fewer than none', { lines: [{ slug: 'chocolate-chip', quantity: -1 }] }, 'lines.0.quantity'],
    ['half a cookie', { lines: [{ slug: 'chocolate-chip', quantity: 0.5 }] }, 'lines.0.quantity'],
    ['a hundred', { lines: [{ slug: 'chocolate-chip', quantity: 100 }] }, 'lines.0.quantity'],
    [
      'a number as text',
      { lines: [{ slug: 'chocolate-chip', quantity: '2' }] },
      'lines.0.quantity',
    ],
    ['a cookie that is not sold', { lines: [{ slug: 'no-such', quantity: 1 }] }, 'lines.0.slug'],
    ['one cookie twice', { lines: [...wanted.lines, ...wanted.lines] }, 'lines'],
    [
      'a price',
      { lines: [{ slug: 'chocolate-chip', quantity: 1, priceInCents: 1 }] },
      'lines.0.priceInCents',
    ],
    ['another buyer', { userId: '00000000-0000-4000-8000-000000000000' }, 'userId'],
    ['a blank street', { address: { ...address, street: ' ' } }, 'address.street'],
    ['half an address', { address: { name: 'Ada' } }, 'address.zip'],
    ['no address', { address: undefined }, 'address'],
    [
      '51 lines',
      { lines: Array.from({ length: 51 }, (_, n) => ({ slug: `s${n}`, quantity: 1 })) },
      'lines',
    ],
  ])('refuses %s and keeps nothing [S-152] [IN-01]', async (_what, change, field) => {
    const before = await count();
    const answer = await order(await rawPerson(api), { ...wanted, ...change });
    expect([answer.status, Object.keys(answer.problem.fields ?? {})]).toEqual([
      422,
      expect.arrayContaining([field]),
    ]);
    if (field.startsWith('address'))
      expect(answer.problem.fields?.[field]).toEqual(['Please fill out all address fields.']);
    expect(await count()).toBe(before);
  });

  it('takes one order for one key, however much at once it is sent', async () => {
    const alice = await rawPerson(api);
    const bob = await rawPerson(api);
    const before = await count();
    const key = { 'idempotency-key': 'order-1' };
    const placed = await Promise.all(Array.from({ length: 8 }, () => order(alice, wanted, key)));
    expect(new Set(placed.map((answer) => answer.json<Order>().id)).size).toBe(1);
    expect(await count()).toBe(before + 1);
    const other = { ...wanted, lines: [{ slug: 'chocolate-chip', quantity: 3 }] };
    expect((await order(alice, other, key)).problem.code).toBe('conflict');
    expect((await order(bob, wanted, key)).status).toBe(201);
    expect(await count()).toBe(before + 2);
    expect((await order(alice, wanted, { 'idempotency-key': 'x'.repeat(129) })).status).toBe(400);
  });

  it('keeps a cart for a visitor, carries it over a log-in, and empties it with the order [S-153]', async () => {
    const { user } = await rawPerson(api);
    const browser = new RawBrowser(api);
    const cart = { lines: wanted.lines };
    expect((await browser.send('GET', '/api/shop/cart')).json()).toEqual({ lines: [] });
    expect(browser.cookie).toBe('');
    expect((await browser.send('PUT', '/api/shop/cart', cart)).json()).toEqual(cart);
    expect((await browser.send('GET', '/api/shop/cart')).json()).toEqual(cart);
    await browser.send('POST', '/api/session', { identifier: user.username, password });
    expect((await browser.send('GET', '/api/shop/cart')).json()).toEqual(cart);
    await order({ browser, user });
    expect((await browser.send('GET', '/api/shop/cart')).json()).toEqual({ lines: [] });
  });

  it('keeps an order whose buyer is gone, without name and address', async () => {
    const alice = await rawPerson(api);
    const { id } = (await order(alice)).json<Order>();
    await alice.browser.send('DELETE', `/api/users/${alice.user.id}`);
    const [row] = await api.database.query('SELECT user_id, address FROM orders WHERE id = $1', [
      id,
    ]);
    expect(row).toEqual({ user_id: null, address: null });
  });
});
