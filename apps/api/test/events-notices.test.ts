import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { AccountNotices } from '../src/events/account-notices.ts';
import { type Api, type Person, startApi } from './api.ts';
import { WireBrowser } from './wire-browser.ts';

describe('a notice for the next log-in', () => {
  let api: Api;
  let ada: Person;
  beforeAll(async () => {
    api = await startApi();
  });
  let known: WireBrowser;
  beforeEach(async () => {
    ada = await api.register();
    known = new WireBrowser(api);
    await flashAfterLogIn(ada, known);
  });
  afterAll(() => api.stop());

  const leave = (userId: string) =>
    api.app.get(AccountNotices).leave(api.database.manager, userId, 'session_stolen');

  const flashAfterLogIn = async (
    person: Person,
    browser = new WireBrowser(api),
  ): Promise<string[]> => {
    await browser.logIn(person);
    const messages = await browser.read('DELETE', '/api/session/flash');
    return (messages as { code: string }[]).map(({ code }) => code);
  };

  it('waits once, and is handed over once in a browser that the person has used before, after the greeting', async () => {
    await leave(ada.user.id);
    await leave(ada.user.id);

    expect(await flashAfterLogIn(ada, known)).toEqual(['logged_in', 'session_stolen']);
    expect(await flashAfterLogIn(ada, known)).toEqual(['logged_in']);
  });

  it('is shown to every new browser, and goes on waiting', async () => {
    await leave(ada.user.id);
    const stranger = new WireBrowser(api);
    for (const browser of [stranger, stranger, known])
      expect(await flashAfterLogIn(ada, browser)).toContain('session_stolen');
  });

  it('is a message like any other for programs and pages', async () => {
    await leave(ada.user.id);
    const { client } = await api.logIn(ada);

    expect(await client.flash.take()).toContainEqual({
      code: 'session_stolen',
      level: 'warning',
      text: expect.stringMatching(/signed out.+Change your password/),
    });
  });

  it('is nobody else’s', async () => {
    const bob = await api.register();
    await leave(bob.user.id);

    expect(await flashAfterLogIn(ada)).toEqual(['logged_in']);
    expect(await flashAfterLogIn(bob)).toContain('session_stolen');
  });

  it('still waits after a log-in that failed', async () => {
    await leave(ada.user.id);
    await api.database.query(
      'ALTER TABLE sessions ADD CONSTRAINT is_full CHECK (user_id IS NULL) NOT VALID',
    );
    const answer = await new WireBrowser(api).send('POST', '/api/session', {
      identifier: ada.user.username,
      password: ada.password,
    });
    await api.database.query('ALTER TABLE sessions DROP CONSTRAINT is_full');

    expect(answer.status).toBe(500);
    expect(await flashAfterLogIn(ada)).toContain('session_stolen');
  });

  it('goes to one of two log-ins at once', async () => {
    await leave(ada.user.id);
    const both = await Promise.all([
      flashAfterLogIn(ada, known.copy()),
      flashAfterLogIn(ada, known.copy()),
    ]);

    expect(both.flat().filter((code) => code === 'session_stolen')).toHaveLength(1);
  });

  it('goes with its person, and is not left for nobody', async () => {
    await leave(ada.user.id);
    await ada.client.users.delete(ada.user.id);
    await leave(ada.user.id);

    expect(
      await api.database.query('SELECT 1 FROM account_notices WHERE user_id = $1', [ada.user.id]),
    ).toEqual([]);
  });

  it('that another release left and this one does not know is dropped', async () => {
    await api.database.query(
      `INSERT INTO account_notices (user_id, code) VALUES ($1, 'moon_landing')`,
      [ada.user.id],
    );

    expect(await flashAfterLogIn(ada)).toEqual(['logged_in']);
  });
});

describe('a notice that the operator turned off', () => {
  it('is not shown', async () => {
    const api = await startApi({ variables: { FLASH_TEXTS: '{"session_stolen":""}' } });
    try {
      const ada = await api.register();
      await api.app.get(AccountNotices).leave(api.database.manager, ada.user.id, 'session_stolen');
      const { client } = await api.logIn(ada);

      expect((await client.flash.take()).map(({ code }) => code)).toEqual(['logged_in']);
    } finally {
      await api.stop();
    }
  });
});
