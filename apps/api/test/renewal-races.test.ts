import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { type Api, type Person, startApi } from './api.ts';
import { WireBrowser } from './wire-browser.ts';

/**
 * A confirmation gives the session another token. What was recognised under the old one, and comes to
 * the database after it, still concerns this session and no other.
 */
describe('while the token of a session is replaced', () => {
  let api: Api;
  let ada: Person;
  let operator: pg.Client;
  let browser: WireBrowser;
  beforeAll(async () => {
    api = await startApi();
    ada = await api.register();
    operator = new pg.Client({ connectionString: api.databaseUrl });
    await operator.connect();
  });
  afterAll(async () => {
    await operator.end();
    await api.stop();
  });
  beforeEach(async () => {
    browser = new WireBrowser(api);
    await browser.logIn(ada);
    await browser.read('DELETE', '/api/session/flash');
    await browser.whoAmI();
  });

  /** Both wait for the row, the confirmation first. @returns the answer of the other, and the browser that confirmed */
  async function behindConfirmation(other: (browser: WireBrowser) => Promise<Response>) {
    const confirming = browser.copy();
    await operator.query('BEGIN');
    await operator.query('SELECT FROM sessions WHERE id = $1 FOR UPDATE', [browser.sessionId]);
    const confirmation = confirming.send('POST', '/api/session/confirmation', {
      password: ada.password,
    });
    await waiting(1);
    const answer = other(browser);
    await Promise.race([waiting(2), answer]);
    await operator.query('COMMIT');
    expect((await confirmation).status).toBe(200);
    return { answer: await answer, confirmed: confirming };
  }

  async function waiting(count: number): Promise<void> {
    // Not by the operator: inside a transaction this view does not change.
    const rows = await api.database.query(
      `SELECT count(*)::int AS count FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`,
    );
    if (rows[0].count >= count) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
    return waiting(count);
  }

  it('a log-out ends it under its new token too [SE-11] [SE-19]', async () => {
    const { answer, confirmed } = await behindConfirmation((own) => own.logOut());

    expect(answer.status).toBe(204);
    expect(await confirmed.whoAmI()).toBeNull();
  });

  it('a log-in ends it under its new token too [SE-03] [SE-11]', async () => {
    const { answer, confirmed } = await behindConfirmation((own) => own.logIn(ada));

    expect(answer.status).toBe(200);
    expect(await confirmed.whoAmI()).toBeNull();
    expect(await browser.whoAmI()).toBe(ada.user.username);
  });

  it('a message that is left for it is not lost [SE-17]', async () => {
    const { answer, confirmed } = await behindConfirmation((own) =>
      own.send('POST', '/api/messages', { content: 'Hello' }),
    );

    expect(answer.status).toBe(201);
    expect(await confirmed.read('DELETE', '/api/session/flash')).toMatchObject([
      { code: 'message_created' },
    ]);
  });

  it('it is not one of the others that are ended [SE-14]', async () => {
    const { answer, confirmed } = await behindConfirmation((own) =>
      own.send('DELETE', '/api/account/sessions'),
    );

    expect(answer.status).toBe(200);
    expect(await confirmed.whoAmI()).toBe(ada.user.username);
  });
});
