import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Api, newRegistration, password, startApi } from './api.ts';
import { RawBrowser, rawPerson } from './raw-browser.ts';

/** A registration as the form sends it: every box is there, filled or not. */
function filled(chosen: Record<string, string> = {}): Record<string, string> {
  const { username, email, password: typed, passwordConfirmation } = newRegistration(chosen);
  return { username, email, name: '', password: typed, passwordConfirmation, next: '', ...chosen };
}

async function messagesOf(browser: RawBrowser): Promise<string[]> {
  const taken = await browser.send('DELETE', '/api/session/flash');
  return taken.json<{ text: string }[]>().map(({ text }) => text);
}

async function nameOf(browser: RawBrowser): Promise<string | undefined> {
  const view = (await browser.send('GET', '/api/session')).json<{
    user: { username: string } | null;
  }>();
  return view.user?.username;
}

describe('the forms of pages without scripts', () => {
  let api: Api;
  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api.stop());

  it('log in by username and by address, and lead to the landing page or back [S-002] [S-004] [S-012] [S-121]', async () => {
    const { user } = await rawPerson(api);
    for (const identifier of [user.username, user.email]) {
      const browser = new RawBrowser(api);
      const plain = await browser.submit('/login', { identifier, password, next: '' });
      expect([plain.status, plain.location, plain.text]).toEqual([303, '/welcome', '']);
      expect(await nameOf(browser)).toBe(user.username);
      expect(await messagesOf(browser)).toEqual(["You've successfully logged in!"]);
    }
    const back = await new RawBrowser(api).submit('/login', {
      identifier: user.username,
      password,
      next: '/settings?a=1#b',
    });
    expect(back.location).toBe('/settings?a=1#b');
  });

  it.each([
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    'https:evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    'data:text/html,x',
    '%2f%2fevil.example',
    ' //evil.example',
    '\t//evil.example',
    '/settings//evil.example',
    'https://localhost@evil.example',
    '////evil.example',
    '/settings\r\nset-cookie: a=b',
    '/%0d%0aset-cookie:a=b',
    '/no/such/page',
    '/logout',
    '/login',
    '/api/session',
    '/assets/x.js',
    `/settings?${'x'.repeat(3000)}`,
    '\uff0f\uff0fevil.example',
    '/.%09/evil.example',
    'settings',
  ])('never lead to %j [FL-062] [FL-064] [IN-13]', async (next) => {
    const { user } = await rawPerson(api);
    const browser = new RawBrowser(api);
    const done = await browser.submit('/login', { identifier: user.username, password, next });
    expect([done.status, done.location]).toEqual([303, '/welcome']);
    expect(done.headers.getSetCookie().every((line) => /^(sid|here|known)=/.test(line))).toBe(true);
    const failed = await browser.submit('/login', {
      identifier: user.username,
      password: 'wrong',
      next,
    });
    expect([failed.status, failed.location]).toEqual([303, '/login']);
  });

  it('keep a session over a restart of the browser when asked to, and not otherwise', async () => {
    const { user } = await rawPerson(api);
    const credentials = { identifier: user.username, password, next: '' };
    const cookie = async (more: Record<string, string>) =>
      (await new RawBrowser(api).submit('/login', { ...credentials, ...more })).headers
        .getSetCookie()
        .find((line) => line.startsWith('sid='));
    expect(await cookie({ remember: 'on' })).toMatch(/Max-Age=\d+/);
    expect(await cookie({})).not.toMatch(/Max-Age|Expires/i);
  });

  it('lead back to the log-in after a failure, with the reason, what was wanted, and no password [S-022] [FL-063] [ASK-036]', async () => {
    const { user } = await rawPerson(api);
    const tries: [Record<string, string>, string][] = [
      [{ identifier: user.username, password: 'wrong' }, 'Invalid username or password.'],
      [{ identifier: 'nobody.at.all', password }, 'Invalid username or password.'],
      [{ identifier: '', password: '' }, 'Username or Password cannot be empty.'],
      [{}, 'Username or Password cannot be empty.'],
    ];
    for (const [fields, text] of tries) {
      const browser = new RawBrowser(api);
      const answer = await browser.submit('/login', { ...fields, next: '/settings' });
      expect([answer.status, answer.location]).toEqual([303, '/login?next=%2Fsettings']);
      expect(answer.location).not.toContain(password);
      expect(await messagesOf(browser)).toEqual([text]);
      expect(await nameOf(browser)).toBeUndefined();
    }
  });

  it('register, log in and greet; an empty optional box is no name [S-027] [S-041]', async () => {
    const browser = new RawBrowser(api);
    const answer = await browser.submit(
      '/register',
      filled({ username: 'form.person', next: '/cookies' }),
    );
    expect([answer.status, answer.location]).toEqual([303, '/cookies']);
    expect(await messagesOf(browser)).toEqual(['User account has been created.']);
    expect((await browser.send('GET', '/api/session')).json()).toMatchObject({
      user: { name: 'form.person' },
    });
    const named = new RawBrowser(api);
    await named.submit('/register', filled({ name: ' Zoë ' }));
    expect((await named.send('GET', '/api/session')).json()).toMatchObject({
      user: { name: 'Zoë' },
    });
  });

  it('lead back to the registration with each thing to mend, once [S-029] [S-032] [S-034] [S-161]', async () => {
    const { user } = await rawPerson(api);
    const tries: [Record<string, string>, string[]][] = [
      [filled({ username: user.username }), [`Username ${user.username} is not available.`]],
      [filled({ email: user.email }), ['The email address is already registered.']],
      [
        filled({ passwordConfirmation: 'something else entirely' }),
        ['The password confirmation must match the password.'],
      ],
      [
        filled({ username: '', email: 'a@example.com', password: '', passwordConfirmation: '' }),
        ['Username or Password cannot be empty'],
      ],
      [filled({ role: 'admin' }), ['There is no such field.']],
    ];
    for (const [fields, texts] of tries) {
      const browser = new RawBrowser(api);
      const answer = await browser.submit('/register', { ...fields, next: '/cookies' });
      expect([answer.status, answer.location]).toEqual([303, '/register?next=%2Fcookies']);
      expect(await messagesOf(browser)).toEqual(texts);
    }
  });

  it('log out by POST alone, leave a farewell, and mind no second time [S-007] [S-069] [S-070]', async () => {
    const { browser } = await rawPerson(api);
    expect((await browser.open('/logout')).headers.getSetCookie()).toEqual([]);
    expect(await nameOf(browser)).toBeDefined();
    const old = browser.cookie;
    const answer = await browser.submit('/logout', {});
    expect([answer.status, answer.location]).toEqual([303, '/login']);
    expect(await messagesOf(browser)).toEqual(['You have been signed out.']);
    expect(
      (await new RawBrowser(api).send('GET', '/api/account/sessions', undefined, { cookie: old }))
        .status,
    ).toBe(401);
    expect((await browser.submit('/logout', {})).status).toBe(303);
  });

  it('take each field once, and nothing that is no form [IN-12] [CS-03]', async () => {
    const browser = new RawBrowser(api);
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    for (const body of [
      'identifier=a&identifier=b&password=c',
      'next=/&next=//e&identifier=a&password=b',
    ]) {
      const answer = await browser.send('POST', '/login', body, type);
      expect([answer.status, answer.problem.code]).toEqual([400, 'malformed_request']);
    }
    for (const body of [
      '',
      '&&&',
      '=',
      '%',
      '%zz=%zz',
      '__proto__=x&constructor=y',
      'a'.repeat(5000),
      'password[]=x&identifier[$ne]=y',
    ]) {
      const answer = await browser.send('POST', '/login', body, type);
      expect([body.slice(0, 20), answer.status, answer.location]).toEqual([
        body.slice(0, 20),
        303,
        '/login',
      ]);
    }
    expect(({} as { x?: unknown }).x).toBeUndefined();
    expect(await nameOf(browser)).toBeUndefined();
  });

  it('leave one copy of a message, however often they fail [FL-070]', async () => {
    const browser = new RawBrowser(api);
    for (let attempt = 0; attempt < 4; attempt++)
      await browser.submit('/login', { identifier: 'nobody.again', password: 'wrong', next: '' });
    expect(await messagesOf(browser)).toEqual(['Invalid username or password.']);
  });

  it('speak the words of this deployment [S-210]', async () => {
    const other = await startApi({
      databaseUrl: api.databaseUrl,
      variables: { FLASH_TEXTS: '{"invalid_credentials":"Das war nichts."}' },
    });
    const browser = new RawBrowser(other);
    await browser.submit('/login', { identifier: 'nobody', password: 'wrong', next: '' });
    expect(await messagesOf(browser)).toEqual(['Das war nichts.']);
    await other.stop();
  });

  it('leave no message that this deployment has turned off by an empty text [FL-069]', async () => {
    const { user } = await rawPerson(api);
    const variables = { FLASH_TEXTS: '{"invalid_credentials":"","logged_in":"","logged_out":""}' };
    const other = await startApi({ databaseUrl: api.databaseUrl, variables });
    const browser = new RawBrowser(other);
    await browser.submit('/login', { identifier: user.username, password: 'wrong', next: '' });
    expect(browser.cookie).toBe('');
    await browser.submit('/login', { identifier: user.username, password, next: '' });
    expect(await nameOf(browser)).toBe(user.username);
    expect(await messagesOf(browser)).toEqual([]);
    await browser.submit('/logout', {});
    expect(await messagesOf(browser)).toEqual([]);
    await other.stop();
  });

  it('say that the database is away when nothing can be remembered', async () => {
    const { user } = await rawPerson(api);
    await api.database.destroy();
    const browser = new RawBrowser(api);
    const logIn = await browser.submit('/login', { identifier: user.username, password, next: '' });
    expect([logIn.status, logIn.problem.code, browser.cookie]).toEqual([503, 'unavailable', '']);
    await api.database.initialize();
  });
});
