import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Api, newRegistration, password, startApi } from './api.ts';
import { type RawAnswer, RawBrowser } from './raw-browser.ts';

describe('a registration that is not right', () => {
  let api: Api;
  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api.stop());

  function register(chosen: object = {}): Promise<RawAnswer> {
    return new RawBrowser(api).send('POST', '/api/users', { ...newRegistration(), ...chosen });
  }

  async function rows(): Promise<number> {
    const [{ count }] = await api.database.query('SELECT count(*)::int AS count FROM users');
    return count as number;
  }

  /** The same refusal by status, code and words, and nothing stored. */
  async function expectFault(body: object, fields: object): Promise<void> {
    const before = await rows();
    const answer = await new RawBrowser(api).send('POST', '/api/users', body);
    expect([answer.status, answer.problem.code]).toEqual([422, 'validation_failed']);
    expect(answer.problem.fields).toEqual(fields);
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect(await rows()).toBe(before);
  }

  it('takes exactly the documented fields, no hint and no question among them [S-013] [S-133] [AZ-05] [PW-12]', async () => {
    const { username, email } = newRegistration();
    const exact = { username, email, password, passwordConfirmation: password };
    expect((await new RawBrowser(api).send('POST', '/api/users', exact)).status).toBe(201);
    for (const extra of [
      'role',
      'isAdmin',
      'id',
      'password_confirmation',
      'suspendedAt',
      'hint',
      'question',
    ])
      await expectFault(
        { ...newRegistration(), [extra]: 'admin' },
        { [extra]: ['There is no such field.'] },
      );
  });

  it('names the missing confirmation [S-014]', async () => {
    const { passwordConfirmation, ...body } = newRegistration();
    await expectFault(body, { passwordConfirmation: ['Type the password again.'] });
  });

  it('asks for the password before it compares it with its confirmation [S-025]', async () => {
    const { username, email } = newRegistration();
    await expectFault(
      { username, email },
      {
        password: ['Username or Password cannot be empty'],
        passwordConfirmation: ['Type the password again.'],
      },
    );
  });

  it('tells that the confirmation differs, and neither password logs in [S-032]', async () => {
    const wanted = { ...newRegistration(), passwordConfirmation: 'something else entirely' };
    await expectFault(wanted, {
      passwordConfirmation: ['The password confirmation must match the password.'],
    });
    for (const tried of [password, 'something else entirely']) {
      const logIn = await new RawBrowser(api).send('POST', '/api/session', {
        identifier: wanted.username,
        password: tried,
      });
      expect(logIn.status).toBe(401);
    }
  });

  it('tells of the confirmation before it looks for a duplicate [S-033]', async () => {
    const { user } = await api.register();
    await expectFault(
      { ...newRegistration(), email: user.email, passwordConfirmation: 'something else entirely' },
      { passwordConfirmation: ['The password confirmation must match the password.'] },
    );
  });

  it('says that username and password cannot be empty, blanks included [S-034] [S-037]', async () => {
    const words = ['Username or Password cannot be empty'];
    for (const username of ['', '   ', '\t\n'])
      await expectFault({ ...newRegistration(), username }, { username: words });
    await expectFault(
      { ...newRegistration(), password: '', passwordConfirmation: '' },
      { password: words },
    );
  });

  it('trims a username, and no password [S-035] [S-036] [PW-04]', async () => {
    const spaced = ' pass phrase with blanks ';
    const made = await register({
      username: '  trimmed  ',
      password: spaced,
      passwordConfirmation: spaced,
    });
    expect(made.json()).toMatchObject({ user: { username: 'trimmed' } });
    const logIn = (typed: string) =>
      new RawBrowser(api).send('POST', '/api/session', { identifier: 'trimmed', password: typed });
    expect((await logIn(spaced)).status).toBe(200);
    expect((await logIn(spaced.trim())).status).toBe(401);
    expect((await register({ username: 'trimmed' })).problem.code).toBe('username_taken');
  });

  it('keeps to the limits of names and addresses [S-044]', async () => {
    const address = (length: number) => `${'a'.repeat(length - 12)}@example.com`;
    expect((await register({ username: 'u'.repeat(64) })).status).toBe(201);
    expect((await register({ email: address(254) })).status).toBe(201);
    expect((await register({ name: 'n'.repeat(80) })).status).toBe(201);
    const refused = [
      { username: 'u'.repeat(65) },
      { username: 'ab' },
      { email: address(255) },
      { name: 'n'.repeat(81) },
    ];
    for (const chosen of refused) {
      const answer = await register(chosen);
      expect([answer.status, Object.keys(answer.problem.fields ?? {})]).toEqual([
        422,
        Object.keys(chosen),
      ]);
    }
  });

  it.each([
    'K\u212aelvin',
    'd\u0131no',
    'bo\u200bb',
    'a b',
    'a@b',
    'a/b',
    'ad\u0440in',
    'a\u202eb',
    'a\nb',
    '\uff41bc',
  ])('refuses the look-alike or unwritable name %j [IN-04] [RT-11]', async (username) => {
    expect((await register({ username })).problem.fields).toHaveProperty('username');
  });

  it.each([
    'a',
    'a@',
    '@b.c',
    'a@b',
    'a@b@c.d',
    'a@b.c\r\nBcc: d@e.f',
    'a,b@c.d',
    '"a b"@c.d',
    'a@b c.d',
    '<a@b.c>',
    'a@b.c/d',
  ])('refuses the address %j [IN-05]', async (email) => {
    expect((await register({ email })).problem.fields).toHaveProperty('email');
  });

  it('tells a failure in words for people, without a word of the database [S-042] [S-043]', async () => {
    const words = 'An error occurred while creating a user. Please make sure to enter valid data.';
    await api.database.query(
      `ALTER TABLE users ADD CONSTRAINT unlucky CHECK (username <> 'unlucky')`,
    );
    const broken = await register({ username: 'unlucky' });
    expect([broken.status, broken.problem.code, broken.problem.detail]).toEqual([
      500,
      'internal_error',
      words,
    ]);
    expect(broken.text).not.toMatch(/constraint|unlucky|QueryFailed|INSERT/i);
    expect(api.log.some((line) => line.includes(broken.problem.requestId))).toBe(true);

    await api.database.destroy();
    const away = await register();
    expect([away.status, away.problem.code, away.problem.detail]).toEqual([
      503,
      'unavailable',
      words,
    ]);
    expect(away.headers.get('retry-after')).toMatch(/^\d+$/);
    await api.database.initialize();
    expect((await register()).status).toBe(201);
  });
});
