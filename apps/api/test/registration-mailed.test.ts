import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Api, newRegistration, password } from './api.ts';
import { newAddress } from './guesser.ts';
import { RawBrowser } from './raw-browser.ts';
import { mailedToken, mailServerIsDown, waitingMails } from './waiting-mails.ts';
import { type Worked, WorkWatch } from './work-watch.ts';

const path = '/api/users';

describe('a registration that mail decides', () => {
  let watch: WorkWatch;
  let api: Api;
  beforeAll(async () => {
    watch = await WorkWatch.start({ ...mailServerIsDown, TRUST_PROXY: '1' });
    api = watch.api;
  });
  afterAll(() => api.stop());

  const headers = () => ({ 'x-forwarded-for': newAddress() });
  const usersOf = (
    email: string,
  ): Promise<{ username: string; email_verified_at: Date | null }[]> =>
    api.database.query('SELECT * FROM users WHERE email_canonical = lower($1)', [email]);

  const ask = (chosen: Parameters<typeof newRegistration>[0] = {}) =>
    new RawBrowser(api).send('POST', path, newRegistration(chosen), headers());
  const finish = async (email: string, typed = password) => {
    const body = { token: await mailedToken(api, email), password: typed };
    return new RawBrowser(api).send('POST', '/api/registrations', body, headers());
  };

  /** An account, through the front door. */
  async function member(name: string) {
    const email = `${name}@example.com`;
    await ask({ username: name, email });
    expect((await finish(email)).status).toBe(204);
    return { username: name, email };
  }

  /** Statements of whoever sends mail belong to no request. */
  const worked = ({ statements, ...rest }: Worked): Worked => ({
    ...rest,
    statements: statements.filter((each) => !/UPDATE mails|min\(next_try_at\)/.test(each)),
  });

  it('answers alike, byte for byte and at the same price, whether or not the address is known, while the mail server is down [EN-03] [S-051] [EXT-009] [EXT-036] [UX-ER-12]', async () => {
    const { email } = await member('known.one');
    await api.database.query('UPDATE users SET suspended_at = now() WHERE email = $1', [
      (await member('shut.one')).email,
    ]);
    const addresses = {
      unknown: 'nobody.at@example.com',
      known: email,
      'known in another spelling': ' KNOWN.one@Example.COM ',
      suspended: 'shut.one@example.com',
    };
    let round = 0;
    for (const ofFields of [
      (body: object) => ({ method: 'POST', path, body }),
      (fields: object) => ({
        method: 'POST',
        path: '/register',
        body: new URLSearchParams({ ...fields }),
      }),
    ]) {
      const answers: Record<string, Worked> = {};
      const written: Record<string, number> = {};
      for (const [what, address] of Object.entries(addresses)) {
        round += 1;
        const before = (await waitingMails(api)).length;
        const fields = newRegistration({ username: `guest.${round}`, email: address });
        answers[what] = worked(await watch.ask({ ...ofFields(fields), headers: headers() }));
        written[what] = (await waitingMails(api)).length - before;
      }
      const { unknown } = answers;
      expect(unknown).toMatchObject({ hashes: 1, answer: expect.stringMatching(/ (202|303) /) });
      expect(answers).toEqual(
        Object.fromEntries(Object.keys(addresses).map((key) => [key, unknown])),
      );
      expect(Object.values(written)).toEqual([1, 1, 1, 1]);
    }
    expect(await usersOf('nobody.at@example.com')).toEqual([]);
  });

  it('leads a form without scripts, and a page with them, to the same message, and logs nobody in [S-051] [EXT-003]', async () => {
    const form = new RawBrowser(api);
    const { username, email } = newRegistration();
    const fields = { username, email, password, passwordConfirmation: password, next: '/cart' };
    const answer = await form.submit('/register', fields, headers());
    expect([answer.status, answer.location]).toEqual([303, '/login?next=%2Fcart']);
    const page = new RawBrowser(api);
    const view = await page.send('POST', path, newRegistration(), headers());
    expect([view.status, view.json()]).toEqual([202, { user: null, session: null, flash: 1 }]);
    for (const browser of [form, page]) {
      const waiting = await browser.send('DELETE', '/api/session/flash');
      expect(waiting.json()).toEqual([expect.objectContaining({ code: 'registration_mailed' })]);
    }
  });

  it('makes the account when the link is used, once, with a verified address, and logs nobody in [EXT-002] [EXT-003] [EXT-009]', async () => {
    const { username, email } = newRegistration();
    await ask({ username, email: email.toUpperCase() });
    expect(await usersOf(email)).toEqual([]);
    const to = email.toUpperCase();
    const token = await mailedToken(api, to);
    const browser = new RawBrowser(api);
    const answers = await Promise.all(
      Array.from({ length: 5 }, () =>
        browser.send('POST', '/api/registrations', { token, password }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 410, 410, 410, 410]);
    expect([browser.cookie, (await usersOf(email))[0]?.email_verified_at]).toEqual([
      '',
      expect.any(Date),
    ]);
    const { client } = api.visitor();
    const { user } = await client.session.logIn({ identifier: email, password });
    expect(user).toMatchObject({ username, email: to, emailVerified: true });
  });

  it('is finished by nobody but who began it: the link of a stranger makes no account without the password that the stranger chose [EXT-009] [PW-08]', async () => {
    const { email } = newRegistration();
    await ask({ email });
    const token = await mailedToken(api, email);
    const use = (typed: object) =>
      watch.ask({
        ...{ method: 'POST', path: '/api/registrations', headers: headers() },
        body: { token, ...typed },
      });
    expect((await use({})).answer).toMatch(/ 422 /);
    const wrong = await use({ password: 'what the victim types' });
    expect([wrong.hashes, wrong.answer]).toEqual([1, expect.stringMatching(/ 401 /)]);
    expect(wrong.answer).toContain('"password":["That is not the password');
    expect(await usersOf(email)).toEqual([]);
    const right = await use({ password });
    expect([right.hashes, right.answer]).toEqual([1, expect.stringMatching(/ 204 /)]);
    expect(await usersOf(email)).toHaveLength(1);
  });

  it('is over after five wrong passwords, however many are tried at once, and begins again with another letter [TH-03]', async () => {
    const { email } = newRegistration();
    await ask({ email });
    const typed = ['one', 'two', 'three', 'four', 'five', 'six', 'seven'];
    const answers = await Promise.all(typed.map((each) => finish(email, each)));
    const told = answers.map(({ status }) => status);
    expect(told.filter((status) => status === 401)).toHaveLength(4);
    expect(told.filter((status) => ![401, 410, 429].includes(status))).toEqual([]);
    expect((await finish(email)).status).toBe(410);
    await ask({ email });
    expect((await finish(email)).status).toBe(204);
  });

  it('says openly that a name is taken, before and after the letter, and how to go on [RT-11]', async () => {
    const { username } = await member('taken.one');
    const before = (await waitingMails(api)).length;
    const refused = await ask({ username });
    expect([refused.status, refused.problem.code]).toEqual([409, 'username_taken']);
    expect(await waitingMails(api)).toHaveLength(before);

    for (const email of ['first@race.example', 'second@race.example'])
      await ask({ username: 'contested', email });
    expect((await finish('first@race.example')).status).toBe(204);
    const late = await finish('second@race.example');
    expect(late.problem).toMatchObject({
      code: 'username_taken',
      detail: expect.stringContaining('Register again with another one.'),
    });
    await ask({ username: 'uncontested', email: 'second@race.example' });
    expect((await finish('second@race.example')).status).toBe(204);
  });

  it('writes to the address as it is stored, and tells its owner without a link that opens anything [RC-06]', async () => {
    const { email } = await member('mixed.case');
    await ask({ email: 'MIXED.Case@EXAMPLE.com' });
    const letters = await waitingMails(api);
    expect(letters.filter(({ to }) => to !== email && /mixed/i.test(to))).toEqual([]);
    const { letter } = letters.at(-1) ?? {};
    expect(letter?.subject).toMatch(/^You have an account on /);
    expect(letter?.action?.url).toBe(`${api.env.publicUrl.origin}/login`);
  });

  it.each([
    'm\u0131ke@example.com\uff20evil.example',
    'mike\uff20example.com',
    'one@example.com,two@example.com',
    'one@example.com two@example.com',
    'one@example.com\r\nBcc: two@example.com',
  ])('mails nobody for %j [RC-06]', async (email) => {
    const before = (await waitingMails(api)).length;
    expect((await ask({ email })).status).toBe(422);
    expect(await waitingMails(api)).toHaveLength(before);
  });

  it('keeps letters to one address few, known or not [EXT-009]', async () => {
    const { email } = await member('often.one');
    for (const [address, sent] of [
      [email, 1],
      ['often@nobody.example', 0],
    ] as const) {
      const told = [];
      for (let tries = sent; tries < 6; tries += 1)
        told.push((await ask({ email: address })).status);
      expect(told.slice(-2)).toEqual([202, 429]);
      expect(await waitingMails(api, address)).toHaveLength(5);
    }
  });
});
