import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Announcements, type Change } from '../src/announcements/announcements.ts';
import { type Api, type Person, startApi } from './api.ts';
import { WireBrowser } from './wire-browser.ts';

describe('what the database announces', () => {
  let here: Api;
  let there: Api;
  let ada: Person;
  let browser: WireBrowser;
  const heard: Change[] = [];
  beforeAll(async () => {
    here = await startApi();
    there = await startApi({ databaseUrl: here.databaseUrl });
    ada = await here.register();
    browser = new WireBrowser(here);
    await browser.logIn(ada);
    there.app.get(Announcements).listen((change) => void heard.push(change));
  });
  afterAll(async () => {
    await there.stop();
    await here.stop();
  });

  async function heardOf(work: () => Promise<unknown>): Promise<readonly Change[]> {
    await here.app.get(Announcements).everyoneHeard();
    heard.length = 0;
    await work();
    await here.app.get(Announcements).everyoneHeard();
    return [...heard];
  }

  it('reaches the other process before the answer that ended a session [SE-10]', async () => {
    const other = new WireBrowser(here);
    await other.logIn(ada);
    const id = other.sessionId;
    heard.length = 0;

    await other.logOut();

    expect(heard).toContainEqual({ type: 'session', id, isOver: true });
  });

  it('is a change of a person or a session, whoever made it [AZ-06]', async () => {
    const { id } = ada.user;
    const statement = (text: string, parameters: unknown[]) => () =>
      here.database.query(text, parameters);

    const promoted = await heardOf(
      statement(`UPDATE users SET role = 'admin' WHERE id = $1`, [id]),
    );
    const aged = await heardOf(
      statement(
        `UPDATE sessions SET idle_expires_at = idle_expires_at - interval '1 s' WHERE id = $1`,
        [browser.sessionId],
      ),
    );

    expect(promoted).toEqual([{ type: 'user', id }]);
    expect(aged).toEqual([{ type: 'session', id: browser.sessionId, isOver: false }]);
  });

  it('is nothing where only the time of use, the counter or the cart changed [FL-093]', async () => {
    const changes = await heardOf(() =>
      here.database.query(
        `UPDATE sessions SET last_seen_at = now(), counter = 1, cart = '[]',
                idle_expires_at = idle_expires_at + interval '1 s'`,
      ),
    );

    expect(changes).toEqual([]);
  });

  it('is everything when a table is emptied', async () => {
    expect(await heardOf(() => here.database.query('TRUNCATE sessions'))).toEqual([
      { type: 'everything' },
    ]);
  });
});
