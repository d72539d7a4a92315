import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Api, newRegistration, password, startApi } from './api.ts';
import { RawBrowser, rawPerson } from './raw-browser.ts';

describe('registration', () => {
  let api: Api;
  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api.stop());

  async function countOf(username: string): Promise<number> {
    const found = await api.database.query(
      'SELECT 1 FROM users WHERE username_canonical = lower($1)',
      [username],
    );
    return found.length;
  }

  it('needs no log-in, makes one account and is logged in at once [S-027] [S-039] [S-040] [S-045]', async () => {
    const { client, user } = await api.register({ username: 'first.person' });
    expect(user).toMatchObject({ username: 'first.person', name: 'first.person', role: 'member' });
    expect((await client.account.sessions()).length).toBe(1);
    const other = api.visitor();
    await other.client.session.logIn({ identifier: 'first.person', password });
    expect((await other.client.session.current()).user?.id).toBe(user.id);
    expect(await countOf('first.person')).toBe(1);
  });

  it('says once that the account has been created [S-041]', async () => {
    const { browser } = await rawPerson(api);
    const taken = await browser.send('DELETE', '/api/session/flash');
    expect(taken.json()).toEqual([
      { code: 'user_created', level: 'success', text: 'User account has been created.' },
    ]);
    expect((await browser.send('DELETE', '/api/session/flash')).json()).toEqual([]);
  });

  it('begins under a new session, and the visitor’s own is gone [S-040]', async () => {
    const browser = new RawBrowser(api);
    await browser.send('PUT', '/api/counter');
    const before = browser.cookie;
    await browser.send('POST', '/api/users', newRegistration());
    expect(browser.cookie).not.toBe(before);
    const old = await new RawBrowser(api).send('GET', '/api/counter', undefined, {
      cookie: before,
    });
    expect(old.json()).toEqual({ count: null });
    expect((await browser.send('GET', '/api/counter')).json()).toEqual({ count: 0 });
  });

  it('tells of a taken username or address, and leaves the first account as it was [S-028] [S-029] [S-161]', async () => {
    await api.register({ username: 'bob', email: 'bob@example.com' });
    const second = {
      ...newRegistration({ username: 'bob', password: 'another long phrase' }),
      email: 'b2@example.com',
    };
    const browser = new RawBrowser(api);
    const taken = await browser.send('POST', '/api/users', second);
    expect(taken.status).toBe(409);
    expect(taken.problem).toMatchObject({
      code: 'username_taken',
      detail: 'Username bob is not available.',
      fields: { username: ['Username bob is not available.'] },
    });
    expect(browser.cookie).toBe('');
    const address = await browser.send('POST', '/api/users', {
      ...newRegistration({ username: 'bobby' }),
      email: 'bob@example.com',
    });
    expect(address.problem).toMatchObject({
      code: 'email_taken',
      fields: { email: ['The email address is already registered.'] },
    });
    expect([await countOf('bob'), await countOf('bobby')]).toEqual([1, 0]);
    await api.visitor().client.session.logIn({ identifier: 'bob', password });
    const wrong = await browser.send('POST', '/api/session', {
      identifier: 'bob',
      password: 'another long phrase',
    });
    expect(wrong.problem.code).toBe('invalid_credentials');
  });

  it('goes on after a refusal [S-031]', async () => {
    const { user } = await api.register();
    const browser = new RawBrowser(api);
    const taken = newRegistration({ username: user.username });
    expect((await browser.send('POST', '/api/users', taken)).status).toBe(409);
    expect((await browser.send('POST', '/api/users', newRegistration())).status).toBe(201);
  });

  it('makes one account of twenty requests at once, and refuses nineteen kindly [S-030]', async () => {
    const wanted = newRegistration({ username: 'everybody' });
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => new RawBrowser(api).send('POST', '/api/users', wanted)),
    );
    const told = answers.map(({ status, problem }) => `${status} ${problem.code ?? ''}`.trim());
    expect(told.filter((answer) => answer === '201')).toHaveLength(1);
    expect(told.filter((answer) => /^409 (username|email)_taken$/.test(answer))).toHaveLength(19);
    expect(await countOf('everybody')).toBe(1);
  });

  it('takes two spellings of one name or address for the same [S-165] [IN-04] [IN-05] [RT-11]', async () => {
    await api.register({ username: 'Zoe.Adams', email: 'Jose\u0301@Example.ORG' });
    const refused = async (chosen: object) => {
      const answer = await new RawBrowser(api).send('POST', '/api/users', {
        ...newRegistration(),
        ...chosen,
      });
      return answer.problem.code;
    };
    expect(await refused({ username: 'zoe.adams' })).toBe('username_taken');
    expect(await refused({ username: ' ZOE.ADAMS ' })).toBe('username_taken');
    expect(await refused({ email: 'jos\u00e9@example.org' })).toBe('email_taken');
    expect(await refused({ email: ' JOS\u00c9@EXAMPLE.org ' })).toBe('email_taken');
    for (const identifier of ['zoe.adams', 'ZOE.ADAMS', 'JOS\u00c9@example.org'])
      await api.visitor().client.session.logIn({ identifier, password });
  });

  it.each(['__proto__', 'constructor', '_flashes', 'toString', 'null', 'session'])(
    'takes %s for the ordinary name that it is [IN-09]',
    async (username) => {
      const { user, cookies, client } = await api.register({ username });
      expect(cookies).toBeDefined();
      expect(user.username).toBe(username);
      expect((await client.session.current()).user?.username).toBe(username);
    },
  );

  it('keeps the name of a suspended person, and lets nobody in under it', async () => {
    const { user } = await api.register();
    await api.database.query('UPDATE users SET suspended_at = now() WHERE id = $1', [user.id]);
    const browser = new RawBrowser(api);
    const again = await browser.send(
      'POST',
      '/api/users',
      newRegistration({ username: user.username }),
    );
    expect(again.problem.code).toBe('username_taken');
    const logIn = await browser.send('POST', '/api/session', {
      identifier: user.username,
      password,
    });
    expect([logIn.status, logIn.problem.code]).toEqual([401, 'invalid_credentials']);
  });
});
