import { PasswordHasher } from '@gatehouse/auth-core/password';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { type Api, newRegistration, type Person, startApi } from './api.ts';
import { WireBrowser } from './wire-browser.ts';

const next = 'a lighthouse made of paper';

describe('changing the password', () => {
  let api: Api;
  let ada: Person;
  let browser: WireBrowser;
  beforeAll(async () => {
    api = await startApi();
  });
  beforeEach(async () => {
    ada = await api.register();
    browser = new WireBrowser(api);
    await browser.logIn(ada);
  });
  afterAll(() => api.stop());

  const change = (changes = {}) =>
    browser.send('PUT', '/api/account/password', {
      currentPassword: ada.password,
      password: next,
      passwordConfirmation: next,
      ...changes,
    });
  const hash = async (): Promise<string> =>
    (await api.database.query('SELECT password_hash FROM users WHERE id = $1', [ada.user.id]))[0]
      .password_hash;

  it('lets the new one in and the old one out [S-209]', async () => {
    expect((await change()).status).toBe(200);

    expect((await new WireBrowser(api).logIn(ada)).status).toBe(401);
    expect((await new WireBrowser(api).logIn({ ...ada, password: next })).status).toBe(200);
  });

  it('ends every other session of this person, remembered or not, and says how many [S-209] [FL-121] [SE-13] [ASK-003] [RT-05]', async () => {
    const phone = new WireBrowser(api);
    await phone.logIn(ada, true);
    const bob = await api.register();

    const response = await change();

    // The phone, and the browser that registered.
    expect(await response.json()).toEqual({ endedSessions: 2 });
    expect(await phone.whoAmI()).toBeNull();
    phone.restart();
    expect(await phone.whoAmI()).toBeNull();
    expect((await ada.client.session.current()).user).toBeNull();
    expect((await bob.client.session.current()).user).toEqual(bob.user);
  });

  it('goes on here under a new id, fresh, with what the session held and a message [S-209] [SE-03]', async () => {
    await browser.send('DELETE', '/api/session/flash');
    await browser.send('PUT', '/api/counter');
    const { sessionId } = browser;

    await change();

    const { user, session } = await browser.view();
    expect(user).toEqual(ada.user);
    expect(session?.id).not.toBe(sessionId);
    expect(session?.freshUntil).not.toBeNull();
    expect(await browser.read('GET', '/api/counter')).toEqual({ count: 0 });
    expect(await browser.read('DELETE', '/api/session/flash')).toEqual([
      {
        code: 'password_changed',
        level: 'success',
        params: { count: 1 },
        text: 'Password changed. Other devices signed out: 1.',
      },
    ]);
  });

  it('keeps a remembered session remembered [S-209] [FL-115]', async () => {
    await browser.logIn(ada, true);
    await change();
    browser.restart();

    expect((await browser.view()).session?.remembered).toBe(true);
  });

  it.each([
    {
      what: 'the current one is wrong',
      changes: { currentPassword: 'wrong' },
      status: 401,
      field: 'currentPassword',
    },
    {
      what: 'the current one is missing',
      changes: { currentPassword: '' },
      status: 422,
      field: 'currentPassword',
    },
    {
      what: 'the new ones differ',
      changes: { passwordConfirmation: `${next}.` },
      status: 422,
      field: 'passwordConfirmation',
    },
    {
      what: 'the new one is short',
      changes: { password: 'short', passwordConfirmation: 'short' },
      status: 422,
      field: 'password',
    },
  ])('changes nothing when $what [S-209]', async ({ changes, status, field }) => {
    const [before, { token }] = [await hash(), browser];
    const phone = new WireBrowser(api);
    await phone.logIn(ada);

    const response = await change(changes);

    expect(response.status).toBe(status);
    expect(Object.keys(((await response.json()) as { fields: object }).fields)).toContain(field);
    expect(await hash()).toBe(before);
    expect(browser.token).toBe(token);
    expect(await phone.whoAmI()).toBe(ada.user.username);
  });

  it('happens once when two devices do it at the same time [S-209] [SE-13]', async () => {
    const phone = new WireBrowser(api);
    await phone.logIn(ada);
    const other = 'two horses and a staple';

    const answers = await Promise.all([
      change(),
      phone.send('PUT', '/api/account/password', {
        currentPassword: ada.password,
        password: other,
        passwordConfirmation: other,
      }),
    ]);

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401]);
    const [winner, chosen] = answers[0]?.status === 200 ? [browser, next] : [phone, other];
    expect(await winner.whoAmI()).toBe(ada.user.username);
    expect((await new WireBrowser(api).logIn({ ...ada, password: chosen })).status).toBe(200);
  });

  it.each([
    {
      what: 'changed',
      statement: 'UPDATE users SET password_hash = password_hash || $2 WHERE id = $1',
      status: 409,
    },
    {
      what: 'locked out',
      statement: 'UPDATE users SET suspended_at = now(), name = name || $2 WHERE id = $1',
      status: 401,
    },
  ])(
    'leaves no session to a log-in whose password was proved just before it was $what [SE-13] [FL-121] [RT-05]',
    async ({ statement, status }) => {
      const late = new WireBrowser(api);
      const runner = api.database.createQueryRunner();
      await runner.startTransaction();
      await runner.query(statement, [ada.user.id, '!']);

      const answer = late.logIn(ada);
      await someoneWaits(api);
      await runner.query('DELETE FROM sessions WHERE user_id = $1', [ada.user.id]);
      await runner.commitTransaction();
      await runner.release();

      expect((await answer).status).toBe(status);
      expect(late.cookie).toBe('');
      expect(
        await api.database.query('SELECT 1 FROM sessions WHERE user_id = $1', [ada.user.id]),
      ).toEqual([]);
    },
  );

  it('hashes behind the one door, as every path that takes a password does: nothing is refused once it was counted [CR-11]', async () => {
    const hasher = api.app.get(PasswordHasher, { strict: false });
    const { admit, hash: compute, verify } = hasher;
    const hashes: string[] = [];
    let doors = 0;
    const spies = [
      jest.spyOn(hasher, 'admit').mockImplementation((work, client) => {
        const counted = async () => {
          doors += 1;
          return work().finally(() => {
            doors -= 1;
          });
        };
        return admit.call(hasher, counted, client) as never;
      }),
      jest.spyOn(hasher, 'hash').mockImplementation((...asked) => {
        hashes.push(`hash behind ${doors}`);
        return compute.apply(hasher, asked);
      }),
      jest.spyOn(hasher, 'verify').mockImplementation((check) => {
        hashes.push(`check behind ${doors}`);
        return verify.call(hasher, check);
      }),
    ];
    const statuses = [
      await change(),
      await browser.send('POST', '/api/session/confirmation', { password: next }),
      await browser.send('POST', '/api/users', newRegistration()),
      await new WireBrowser(api).logIn(ada),
    ].map(({ status }) => status);
    for (const spy of spies) spy.mockRestore();

    expect(statuses).toEqual([200, 200, 201, 401]);
    expect(hashes).toEqual([
      'check behind 1',
      'hash behind 1',
      'check behind 1',
      'hash behind 1',
      'check behind 1',
    ]);
  });

  it('asks for a log-in when the account is deleted at the same moment [RT-03]', async () => {
    const runner = api.database.createQueryRunner();
    await runner.startTransaction();
    await runner.query('DELETE FROM users WHERE id = $1', [ada.user.id]);

    const answer = change();
    await someoneWaits(api);
    await runner.commitTransaction();
    await runner.release();

    expect((await answer).status).toBe(401);
  });
});

/** Until a statement waits for a row that another transaction holds. */
async function someoneWaits(api: Api): Promise<void> {
  for (let time = 0; time < 200; time++) {
    const waiting = await api.database.query('SELECT 1 FROM pg_locks WHERE NOT granted');
    if (waiting.length > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('Nobody waited.');
}
