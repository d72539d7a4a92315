import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Api, type Person, startApi, type Visitor } from './api.ts';
import { WireBrowser } from './wire-browser.ts';

describe('the counter', () => {
  let api: Api;
  let ada: Person;
  let visitor: Visitor;
  beforeAll(async () => {
    api = await startApi();
    ada = await api.register();
  });
  beforeEach(() => {
    visitor = api.visitor();
  });
  afterAll(() => api.stop());

  it('starts at nought and counts from one [S-094] [S-095] [S-101] [S-079]', async () => {
    const { counter } = visitor.client;

    expect(await counter.start()).toEqual({ count: 0 });
    for (const count of [1, 2, 3]) expect(await counter.increment()).toEqual({ count });
    expect(await counter.start()).toEqual({ count: 0 });
  });

  it('is not there before it was started, and counting does not start it [S-096] [S-097]', async () => {
    const browser = new WireBrowser(api);

    expect(await browser.read('GET', '/api/counter')).toEqual({ count: null });
    expect(await browser.read('POST', '/api/counter')).toEqual({ count: null });
    expect(browser.cookie).toBe('');
    await browser.logIn(ada);
    expect(await browser.read('POST', '/api/counter')).toEqual({ count: null });
  });

  it('is not changed by reading; nought is a value [S-097]', async () => {
    const { counter } = visitor.client;
    await counter.start();
    expect([await counter.read(), await counter.read()]).toEqual([{ count: 0 }, { count: 0 }]);

    await counter.increment();
    expect([await counter.read(), await counter.read()]).toEqual([{ count: 1 }, { count: 1 }]);
  });

  it('is cleared, also when there was none [S-098]', async () => {
    const { counter } = visitor.client;
    expect(await counter.clear()).toEqual({ count: null });
    await counter.start();

    expect(await counter.clear()).toEqual({ count: null });
    expect(await counter.read()).toEqual({ count: null });
    expect(await counter.increment()).toEqual({ count: null });
  });

  it('loses nothing when fifty requests count at once [SE-17]', async () => {
    const browser = new WireBrowser(api);
    await browser.send('PUT', '/api/counter');

    const counts = await Promise.all(
      Array.from({ length: 50 }, () =>
        browser.copy().read<{ count: number }>('POST', '/api/counter'),
      ),
    );

    expect(counts.map(({ count }) => count).sort((one, other) => one - other)).toEqual(
      Array.from({ length: 50 }, (_, index) => index + 1),
    );
    expect(await browser.read('GET', '/api/counter')).toEqual({ count: 50 });
  });

  it('can be nothing but an integer, whoever writes to the table [S-099]', async () => {
    const browser = new WireBrowser(api);
    await browser.send('PUT', '/api/counter');
    const write = (value: string) =>
      api.database.query(`UPDATE sessions SET counter = ${value} WHERE id = $1`, [
        browser.sessionId,
      ]);

    for (const value of ["'three'", "'[]'", "'1.5'"]) await expect(write(value)).rejects.toThrow();
    await write('NULL');
    expect(await browser.read('POST', '/api/counter')).toEqual({ count: null });
  });

  it('goes along into a log-in, under another id [S-101] [FL-017]', async () => {
    const browser = new WireBrowser(api);
    await browser.send('PUT', '/api/counter');
    for (let time = 0; time < 3; time++) await browser.send('POST', '/api/counter');
    const lines = [{ slug: 'oatmeal-raisin', quantity: 2 }];
    await browser.send('PUT', '/api/shop/cart', { lines });
    const { sessionId } = browser;

    await browser.logIn(ada);

    expect(browser.sessionId).not.toBe(sessionId);
    expect(await browser.read('GET', '/api/counter')).toEqual({ count: 3 });
    expect(await browser.read('GET', '/api/shop/cart')).toEqual({ lines });
  });

  it('does not go along to another person, nor to the same one who logs in again [FL-017] [S-077]', async () => {
    for (const next of [await api.register(), ada]) {
      const browser = new WireBrowser(api);
      await browser.logIn(ada);
      await browser.send('PUT', '/api/counter');
      await browser.send('PUT', '/api/shop/cart', { lines: [{ slug: 'session', quantity: 1 }] });

      await browser.logIn(next);

      expect(await browser.read('GET', '/api/counter')).toEqual({ count: null });
      expect(await browser.read('GET', '/api/shop/cart')).toEqual({ lines: [] });
    }
  });

  it('belongs to one browser [S-076] [S-079]', async () => {
    const other = api.visitor();
    await visitor.client.counter.start();

    expect(await other.client.counter.increment()).toEqual({ count: null });
  });

  it('is lost when the browser is closed or the cookie is changed [S-100] [S-085]', async () => {
    const browser = new WireBrowser(api);
    await browser.send('PUT', '/api/counter');
    const changed = browser.copy();
    changed.plant('sid', `${browser.token.slice(0, -2)}AA`);
    expect(await changed.read('POST', '/api/counter')).toEqual({ count: null });

    browser.restart();
    expect(await browser.read('POST', '/api/counter')).toEqual({ count: null });
  });

  it('does not change by GET [S-102]', async () => {
    const browser = new WireBrowser(api);
    await browser.send('PUT', '/api/counter');

    for (const path of ['start', 'count', 'clear', 'increment'])
      expect((await browser.send('GET', `/api/counter/${path}`)).status).toBe(404);
    expect(await browser.read('GET', '/api/counter')).toEqual({ count: 0 });
  });
});
