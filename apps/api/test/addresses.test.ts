import { decisionPath, paths, tokenPages } from '@gatehouse/auth-core';
import { recoveryOf } from '@gatehouse/client-sdk/recovery';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Api, newRegistration, password, startApi } from './api.ts';
import { Outbox } from './outbox.ts';
import { RawBrowser, rawLogIn, rawPerson } from './raw-browser.ts';

type Person = Awaited<ReturnType<typeof rawPerson>>;

describe('an address of mail', () => {
  let api: Api;
  let outbox: Outbox;
  let person: Person;
  beforeAll(async () => {
    outbox = await Outbox.open();
    api = await startApi({ variables: { OUTBOX_DIR: outbox.folder } });
  });
  afterAll(async () => {
    await api?.stop();
    await outbox?.remove();
  });
  beforeEach(async () => {
    person = await rawPerson(api);
  });

  const token = async (to: string, count = 1) => Outbox.tokenOf(await outbox.last(to, count));
  const chosen = 'eleven lanterns on the pier';
  const use = (path: string, given: string, browser = new RawBrowser(api)) =>
    browser.send('POST', path, {
      token: given,
      ...(path.endsWith('registrations') ? { password } : {}),
      ...(path.endsWith('resets') ? { password: chosen, passwordConfirmation: chosen } : {}),
    });
  const change = ({ browser, user }: Person, email: string) =>
    browser.send('PATCH', `/api/users/${user.id}`, { email });
  const view = async ({ browser }: Person) =>
    (await browser.send('GET', '/api/session')).json<{
      user: { email: string; emailVerified: boolean };
    }>().user;
  const waiting = async ({ browser }: Person) =>
    (await browser.send('GET', '/api/account/email-change')).json<{ email: string | null }>().email;
  const eventsOf = async ({ user }: Person): Promise<string[]> =>
    (
      await api.database.query(
        `SELECT name FROM security_events WHERE user_id = $1 AND name LIKE 'email%' ORDER BY id`,
        [user.id],
      )
    ).map(({ name }: { name: string }) => name);

  it('is verified by the link of its letter, in any browser, once, and logs nobody in [EXT-003] [RC-13]', async () => {
    const { user } = person;
    expect(user.emailVerified).toBe(false);
    const given = await token(user.email);
    const stranger = new RawBrowser(api);
    const first = await use('/api/email-verifications', given, stranger);
    expect([first.status, stranger.cookie]).toEqual([204, '']);
    expect((await use('/api/email-verifications', given, person.browser)).problem.code).toBe(
      'invalid_token',
    );
    expect((await view(person)).emailVerified).toBe(true);
    expect(await eventsOf(person)).toEqual(['email_verified']);
    const again = await person.browser.send('POST', '/api/email-verification-requests');
    expect([again.status, (await outbox.mails(user.email)).length]).toEqual([202, 1]);
  });

  it('gets its letter again, the newest link counts, and no more than a few in an hour [EXT-003] [RC-01]', async () => {
    const { browser, user } = person;
    const first = await token(user.email);
    const told = [];
    for (let tries = 0; tries < 6; tries += 1)
      told.push((await browser.send('POST', '/api/email-verification-requests')).status);
    expect(told).toEqual([202, 202, 202, 202, 202, 429]);
    expect((await use('/api/email-verifications', first)).status).toBe(410);
    expect((await use('/api/email-verifications', await token(user.email, 6))).status).toBe(204);
  });

  it('stays as it is until the new one is confirmed there, and both are told [RC-06] [RC-11] [EXT-005] [UX-AC-08]', async () => {
    const { browser, user } = person;
    const email = `New.${user.email}`;
    const asked = await change(person, email);
    expect(asked.json()).toEqual(user);
    expect(await waiting(person)).toBe(email);
    const warning = await outbox.last(user.email, 2);
    expect(warning.subject).toMatch(/^Another address was asked for/);
    const flash = await browser.send('DELETE', '/api/session/flash');
    expect(flash.text).toContain('email_change_mailed');
    expect(flash.text).not.toContain('user_updated');

    const stranger = new RawBrowser(api);
    expect((await use('/api/email-changes', await token(email), stranger)).status).toBe(204);
    expect(stranger.cookie).toBe('');
    expect(await view(person)).toMatchObject({ email, emailVerified: true });
    expect(await waiting(person)).toBeNull();
    for (const [to, count] of [
      [user.email, 3],
      [email, 2],
    ] as const) {
      const told = await outbox.last(to, count);
      expect([told.subject, told.action]).toEqual([
        expect.stringMatching(/was changed$/),
        undefined,
      ]);
    }
    expect(await eventsOf(person)).toEqual(['email_change_requested', 'email_changed']);
  });

  it('that is another’s gets the same answer as a free one; its owner is told, at the address as it is stored [RC-06] [RT-11]', async () => {
    const owner = await rawPerson(api);
    const answers = [];
    for (const email of [`free.${person.user.email}`, owner.user.email.toUpperCase()]) {
      const { status, text, headers } = await change(person, email);
      const names = [...headers.keys()].filter((name) => name !== 'set-cookie');
      answers.push({ status, text, names, isWaiting: (await waiting(person)) === email });
    }
    expect(answers[1]).toEqual(answers[0]);
    const told = await outbox.last(owner.user.email, 2);
    expect([told.subject, told.action]).toEqual([
      expect.stringMatching(/^Somebody asked for your address/),
      undefined,
    ]);
    expect(await outbox.mails(owner.user.email.toUpperCase())).toEqual([]);
  });

  it('that became another’s before the link was used stays theirs', async () => {
    const email = `late.${person.user.email}`;
    await change(person, email);
    await api.register({ ...newRegistration(), email });
    const late = await use(
      '/api/email-changes',
      Outbox.tokenOf((await outbox.mails(email))[0] as never),
    );
    expect([late.status, late.problem.code]).toEqual([409, 'email_taken']);
    expect((await view(person)).email).toBe(person.user.email);
  });

  it('goes with its own link, however many changes are asked for at once [RC-05] [RT-10]', async () => {
    const addresses = Array.from({ length: 4 }, (_, n) => `mix${n}.${person.user.email}`);
    const answers = await Promise.all(addresses.map((email) => change(person, email)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const left = await waiting(person);
    const used: [string, number][] = [];
    for (const email of addresses)
      used.push([email, (await use('/api/email-changes', await token(email))).status]);
    expect(used.filter(([, status]) => status === 204)).toEqual([[left, 204]]);
    expect((await view(person)).email).toBe(left);
  });

  it('is not changed any more once that was cancelled [EXT-005] [UX-AC-08]', async () => {
    const email = `never.${person.user.email}`;
    await change(person, email);
    const cancelled = await person.browser.send('DELETE', '/api/account/email-change');
    expect([cancelled.status, await waiting(person)]).toEqual([204, null]);
    expect((await use('/api/email-changes', await token(email))).status).toBe(410);
    expect(await eventsOf(person)).toEqual(['email_change_requested', 'email_change_cancelled']);
  });

  it('that an admin writes counts at once, unverified, and both are told [RC-11] [EXT-003]', async () => {
    const admin = await rawPerson(api, 'admin');
    await use('/api/email-verifications', await token(person.user.email));
    const email = `by.admin.${person.user.email}`;
    await change({ ...admin, user: person.user }, email);
    expect(await view(person)).toMatchObject({ email, emailVerified: false });
    expect((await outbox.last(person.user.email, 2)).subject).toMatch(/was changed$/);
    expect((await use('/api/email-verifications', await token(email))).status).toBe(204);
    expect(await eventsOf(person)).toEqual(['email_verified', 'email_changed', 'email_verified']);
  });

  it('keeps its verification in another spelling, and asks nobody [IN-05]', async () => {
    await use('/api/email-verifications', await token(person.user.email));
    const email = person.user.email.toUpperCase();
    expect((await change(person, email)).json()).toMatchObject({ email, emailVerified: true });
    expect(await outbox.mails(email)).toEqual([]);
  });

  it('opens nothing with the link of another purpose, and every change ends all other links [RC-03] [RC-04] [RT-08]', async () => {
    const faults: unknown[] = [];
    const routes = {
      email_verification: '/api/email-verifications',
      email_change: '/api/email-changes',
      registration: '/api/registrations',
      password_reset: '/api/password-resets',
    } as const;
    const { user } = person;
    const email = `cross.${user.email}`;
    const verification = await token(user.email);
    await change(person, email);
    const tokens = { email_verification: verification, email_change: await token(email) };
    for (const [purpose, given] of Object.entries(tokens))
      for (const [other, path] of Object.entries(routes))
        if (other !== purpose && (await use(path, given)).status !== 410)
          faults.push([purpose, path]);
    // One that is used ends the other.
    expect((await use(routes.email_verification, tokens.email_verification)).status).toBe(204);
    if ((await use(routes.email_change, tokens.email_change)).status !== 410)
      faults.push('verified');
    expect(faults).toEqual([]);
    expect(await view(person)).toMatchObject({ email: user.email, emailVerified: true });
  });

  it('is verified, waited for and changed by the SDK as well, whose store follows [ASK-048]', async () => {
    const { client, user } = await api.register();
    const recovery = recoveryOf(client);
    const told = () => client.sessionStore.get().user;
    await recovery.verifyAddress(await token(user.email));
    expect(told()).toMatchObject({ email: user.email, emailVerified: true });
    await recovery.requestVerification();
    for (const email of [`one.${user.email}`, `two.${user.email}`]) {
      expect(await client.users.update(user.id, { email })).toMatchObject({ email: user.email });
      expect(await recovery.waitingAddress()).toBe(email);
      if (email.startsWith('one')) await recovery.cancelAddressChange();
    }
    await recovery.confirmAddress(await token(`two.${user.email}`));
    expect(told()).toMatchObject({ email: `two.${user.email}`, emailVerified: true });
    const invalid = { code: 'invalid_token' };
    await expect(recovery.finishRegistration({ token: 'x', password })).rejects.toMatchObject(
      invalid,
    );
    await expect(recovery.confirmAddress('x')).rejects.toMatchObject(invalid);
  });

  it('is verified in the browser of somebody who has to decide something first: the page stays where its link leads, and the token with it [RC-10]', async () => {
    const email = await token(person.user.email);
    const other = await rawPerson(api);
    await api.database.query('UPDATE users SET password_demanded_at = now() WHERE id = $1', [
      other.user.id,
    ]);
    const browser = await rawLogIn(api, other.user.username);
    expect((await browser.send('GET', '/api/users')).status).toBe(403);
    expect((await use('/api/email-verifications', email, browser)).status).toBe(204);
    for (const path of ['/api/email-changes', '/api/registrations'])
      expect((await use(path, 'x', browser)).status).toBe(410);
    expect(tokenPages.map((name) => decisionPath('password_change_required', paths[name]))).toEqual(
      tokenPages.map(() => undefined),
    );
  });

  it('is asked for by nobody who is not fresh, and not told to anybody else [S-154]', async () => {
    await api.database.query('UPDATE sessions SET fresh_until = NULL WHERE user_id = $1', [
      person.user.id,
    ]);
    const refused = await change(person, `stale.${person.user.email}`);
    expect(refused.problem.code).toBe('reauthentication_required');
    expect(await waiting(person)).toBeNull();
  });
});
