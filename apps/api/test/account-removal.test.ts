import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { QueryRunner } from 'typeorm';
import { type Api, startApi } from './api.ts';
import { type RawPerson, rawPerson } from './raw-browser.ts';

const order = {
  lines: [{ slug: 'shortbread', quantity: 1 }],
  address: {
    name: 'Ada',
    street: '1 Main St',
    city: 'Ely',
    state: 'IL',
    zip: '00001',
    country: 'US',
  },
};

describe('what is under way while an account is deleted', () => {
  let api: Api;
  let ada: RawPerson;
  let runner: QueryRunner;
  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api.stop());
  beforeEach(async () => {
    ada = await rawPerson(api);
    runner = api.database.createQueryRunner();
    await runner.startTransaction();
  });

  /** Until so many statements wait for the locks that are held. */
  async function waiting(count: number): Promise<void> {
    const found = await api.database.query(
      `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    if (found.length >= count) return;
    await delay(20);
    await waiting(count);
  }

  async function letGo(): Promise<void> {
    await runner.commitTransaction();
    await runner.release();
  }

  it('is refused as written by nobody, not as a failure [SE-12]', async () => {
    await runner.query('DELETE FROM users WHERE id = $1', [ada.user.id]);
    const written = [
      ada.browser.send('POST', '/api/messages', { content: 'still here?' }),
      ada.browser.send('POST', '/api/shop/orders', order),
    ];
    await waiting(2);
    await letGo();

    for (const { status, problem } of await Promise.all(written))
      expect([status, problem.code]).toEqual([401, 'unauthenticated']);
  });

  it('is an order that is placed, and keeps no address', async () => {
    await runner.query('LOCK TABLE order_lines');
    const placed = ada.browser.send('POST', '/api/shop/orders', order);
    await waiting(1);
    const removed = ada.browser.send('DELETE', `/api/users/${ada.user.id}`);
    await waiting(2);
    await letGo();

    expect((await removed).status).toBe(204);
    await placed;
    expect(await api.database.query('SELECT user_id, address FROM orders')).toEqual([
      { user_id: null, address: null },
    ]);
  });
});
