import type { Flash, SessionSummary, SessionView } from '@gatehouse/auth-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Api, startApi } from './api.ts';
import { type RawPerson, rawPerson } from './raw-browser.ts';

describe('nonsense in the row of a session', () => {
  let api: Api;
  let person: RawPerson;
  beforeAll(async () => {
    api = await startApi();
  });
  beforeEach(async () => {
    person = await rawPerson(api);
  });
  afterAll(() => api.stop());

  const spoil = (column: string, value: unknown) =>
    api.database.query(`UPDATE sessions SET ${column} = $2 WHERE user_id = $1`, [
      person.user.id,
      value,
    ]);

  it('as messages is left out, and what makes sense is handed over [FL-032]', async () => {
    const kept = { code: 'logged_in', level: 'success', text: 'Hello' };
    await spoil('flash', JSON.stringify([5, null, { code: 'no_such_code' }, kept, 'text']));
    const answer = await person.browser.send('DELETE', '/api/session/flash');
    expect([answer.status, answer.json<Flash[]>()]).toEqual([200, [kept]]);
  });

  it.each(['"x"', '5', '{}', '[{"slug":5}]', '[{"slug":"oat","quantity":-1}]'])(
    'as a cart is an empty cart: %s [FL-032]',
    async (cart) => {
      await spoil('cart', cart);
      const answer = await person.browser.send('GET', '/api/shop/cart');
      expect([answer.status, answer.text]).toEqual([200, '{"lines":[]}']);
    },
  );

  it('as a device is an unknown one [FL-032]', async () => {
    await spoil('device_kind', 'toaster');
    await spoil('browser', '');
    const answer = await person.browser.send('GET', '/api/account/sessions');
    expect(answer.status).toBe(200);
    expect(answer.json<SessionSummary[]>()[0]?.device).toMatchObject({ kind: 'unknown' });
  });

  it.each([Buffer.alloc(0), Buffer.alloc(5), Buffer.alloc(32), Buffer.alloc(4000)])(
    'as a digest makes a visitor, and no fault [FL-032]',
    async (mac) => {
      await spoil('secret_mac', mac);
      const answer = await person.browser.send('GET', '/api/session');
      expect([answer.status, answer.json<SessionView>().user]).toEqual([200, null]);
    },
  );
});
