import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Api, type Person, startApi } from './api.ts';
import { WireBrowser } from './wire-browser.ts';

const writes: readonly [string, string, unknown?][] = [
  ['POST', '/api/counter'],
  ['PUT', '/api/counter'],
  ['PUT', '/api/shop/cart', { lines: [{ slug: 'shortbread', quantity: 1 }] }],
  ['DELETE', '/api/session/flash'],
  ['POST', '/api/messages', { content: 'written while leaving' }],
];

describe('requests of one session at the same time', () => {
  let api: Api;
  let people: Person[];
  beforeAll(async () => {
    api = await startApi();
    people = await Promise.all(Array.from({ length: 8 }, () => api.register()));
  });
  afterAll(() => api.stop());

  const isStored = async (id: string) =>
    (await api.database.query('SELECT 1 FROM sessions WHERE id = $1', [id])).length > 0;

  /** One log-in, and a log-out that races with writes which began before, with or after it. */
  async function leaveWhileWriting(person: Person, round: number): Promise<void> {
    const browser = new WireBrowser(api);
    expect((await browser.logIn(person)).status).toBe(200);
    await browser.send('PUT', '/api/counter');
    const { sessionId } = browser;
    const copies = Array.from({ length: 3 }, () => browser.copy());

    const requests = copies.map(async (copy, index) => {
      await pause((round + index) % 4);
      const [method, path, body] = writes[(round + index) % writes.length] ?? ['GET', '/'];
      return (await copy.send(method, path, body)).status;
    });
    await pause(round % 3);
    const [{ status }, ...others] = await Promise.all([browser.logOut(), ...requests]);

    expect(status).toBe(204);
    for (const other of others) expect(other).toBeLessThan(500);
    expect(await isStored(sessionId)).toBe(false);
    expect(await copies[round % 3]?.whoAmI()).toBeNull();
  }

  it('never bring an ended session back, in two hundred interleavings [S-067] [SE-19] [SE-11] [RT-03] [LG-10]', async () => {
    for (let round = 0; round < 25; round++)
      await Promise.all(
        people.map((person, index) => leaveWhileWriting(person, round * 8 + index)),
      );
  });

  it('that wait for the session find that it has ended [SE-11] [SE-17]', async () => {
    const browser = new WireBrowser(api);
    await browser.logIn(people[0] as Person);
    await browser.send('PUT', '/api/counter');
    const runner = api.database.createQueryRunner();
    await runner.startTransaction();
    await runner.query('DELETE FROM sessions WHERE id = $1', [browser.sessionId]);

    // These have read the session already and now wait for its row.
    const slow = [browser.copy(), browser.copy()].map((copy) => copy.read('POST', '/api/counter'));
    await pause(100);
    await runner.commitTransaction();
    await runner.release();

    expect(await Promise.all(slow)).toEqual([{ count: null }, { count: null }]);
    expect(await isStored(browser.sessionId)).toBe(false);
  });

  it('keep what each of them wrote [SE-17]', async () => {
    const browser = new WireBrowser(api);
    await browser.logIn(people[1] as Person);
    await browser.send('PUT', '/api/counter');
    await browser.send('DELETE', '/api/session/flash');
    const lines = [{ slug: 'ginger-snap', quantity: 3 }];

    await Promise.all([
      ...Array.from({ length: 10 }, () => browser.copy().send('POST', '/api/counter')),
      browser.copy().send('PUT', '/api/shop/cart', { lines }),
      browser.copy().send('POST', '/api/messages', { content: 'hello' }),
      browser.copy().send('GET', '/api/session'),
    ]);

    expect(await browser.read('GET', '/api/counter')).toEqual({ count: 10 });
    expect(await browser.read('GET', '/api/shop/cart')).toEqual({ lines });
    expect(await browser.read('DELETE', '/api/session/flash')).toEqual([
      expect.objectContaining({ code: 'message_created' }),
    ]);
  });

  it('carry what a visitor laid aside into one of two log-ins, not into both [SE-03] [S-101]', async () => {
    const visitor = new WireBrowser(api);
    await visitor.send('PUT', '/api/counter');
    const person = people[2] as Person;
    const [one, two] = [visitor.copy(), visitor.copy()];

    const answers = await Promise.all([one.logIn(person), two.logIn(person)]);

    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(await visitor.view()).toEqual({ user: null, session: null, flash: 0 });
    const counts = await Promise.all(
      [one, two].map((browser) => browser.read('GET', '/api/counter')),
    );
    expect(counts).toContainEqual({ count: 0 });
    expect(counts).toContainEqual({ count: null });
  });
});

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
