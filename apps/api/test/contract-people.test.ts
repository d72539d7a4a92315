import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  canChangeRole,
  canEditUser,
  canViewPrivateProfile,
  type Flash,
  type PageName,
  paths,
  pathTo,
  publicPages,
  type SessionView,
} from '@gatehouse/auth-core';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Api, password, startApi } from './api.ts';
import { RawBrowser, type RawPerson, rawLogIn, rawPerson } from './raw-browser.ts';
import { apiRoutesOf } from './route-list.ts';

const names = Object.keys(paths) as PageName[];
const entrances: readonly PageName[] = ['login', 'register'];

describe('who asks', () => {
  let folder: string;
  let api: Api;
  let person: RawPerson;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gatehouse-web-'));
    for (const name of ['index.html', 'login.html', 'register.html'])
      await writeFile(join(folder, name), '<!--notices--><!--bootstrap-->');
    api = await startApi({
      webFolder: folder,
      variables: { FLASH_TEXTS: '{"logged_in":"Willkommen!"}' },
    });
    person = await rawPerson(api, 'admin');
  });
  afterAll(async () => {
    await api.stop();
    await rm(folder, { recursive: true });
  });

  const userOn = async (browser: RawBrowser, page: PageName) => {
    const { text } = await browser.open(
      pathTo(page, { id: person.user.id, username: person.user.username }),
    );
    const [, json = 'null'] = /id="bootstrap">(.*?)<\/script>/s.exec(text) ?? [];
    return (JSON.parse(json) as { view: SessionView } | null)?.view.user?.username ?? null;
  };

  it('comes with every page, and nobody with those that visitors may open [S-124] [FL-003]', async () => {
    for (const page of names.filter((name) => !entrances.includes(name)))
      expect([page, await userOn(person.browser, page)]).toEqual([page, person.user.username]);
    for (const page of publicPages)
      expect([page, await userOn(new RawBrowser(api), page)]).toEqual([page, null]);
  });

  it('is looked at by an open route, which serves visitors too [S-124]', async () => {
    const [mine, nobodys] = [
      await person.browser.send('GET', '/api/session'),
      await new RawBrowser(api).send('GET', '/api/session'),
    ];
    expect([mine.status, mine.json<SessionView>().user?.id]).toEqual([200, person.user.id]);
    expect([nobodys.status, nobodys.json<SessionView>().user]).toEqual([200, null]);
  });

  it('is recorded in the session: the person, the time of the proof, the device, and the network [FL-016]', async () => {
    const agent = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
    const browser = new RawBrowser(api);
    await browser.send('PUT', '/api/counter', undefined, { 'user-agent': agent });
    const row = async () => {
      const [, id] = /sid=([\w-]+)\./.exec(browser.cookie) ?? [];
      const [found] = await api.database.query(
        `SELECT user_id, browser, os, device_kind, address, authenticated_at IS NULL AS unproved,
                abs(extract(epoch FROM authenticated_at - now())) < 5 AS just_proved
           FROM sessions WHERE id = $1`,
        [id],
      );
      return found;
    };
    const device = {
      browser: 'Firefox',
      os: 'Linux',
      device_kind: 'desktop',
      address: '127.0.0.0',
    };
    expect(await row()).toMatchObject({ ...device, user_id: null, unproved: true });
    await browser.send(
      'POST',
      '/api/session',
      { identifier: person.user.username, password },
      { 'user-agent': agent },
    );
    expect(await row()).toEqual({
      ...device,
      user_id: person.user.id,
      unproved: false,
      just_proved: true,
    });
  });

  it('is told in words that a deployment chooses, under a code that stays [FL-068]', async () => {
    const browser = await rawLogIn(api, person.user.username);
    const flashes = (await browser.send('DELETE', '/api/session/flash')).json<Flash[]>();
    expect(flashes).toEqual([{ code: 'logged_in', level: 'success', text: 'Willkommen!' }]);
  });

  it('keeps the messages when a program asks for the headers of a page only', async () => {
    const browser = await rawLogIn(api, person.user.username);
    await browser.send('HEAD', paths.users);
    expect((await browser.send('GET', '/api/session')).json<SessionView>().flash).toBe(1);
  });

  it.each(['İstanbul', 'ÖZ', 'o\u0308z', 'stanbul ö'])(
    'is found by a name in any case, and however its accents are written: %s',
    async (search) => {
      const { user } = await rawPerson(api, 'member', { name: 'İstanbul Öz' });
      const path = `/api/users?limit=100&search=${encodeURIComponent(search)}`;
      const { items } = (await person.browser.send('GET', path)).json<{
        items: { id: string }[];
      }>();
      expect(items.map(({ id }) => id)).toContain(user.id);
    },
  );

  it('never sees a hash, whatever is asked, and by whomever [S-148]', async () => {
    const [{ password_hash: hash }] = await api.database.query(
      'SELECT password_hash FROM users WHERE id = $1',
      [person.user.id],
    );
    const reading = apiRoutesOf(api).filter(({ method }) => method === 'GET');
    const asked = [
      ...reading.map(({ path }) => person.browser.send('GET', path.replace(':id', person.user.id))),
      person.browser.send('PATCH', `/api/users/${person.user.id}`, { name: 'Ada' }),
      person.browser.open(`/users/${person.user.id}`),
    ];
    const answers = await Promise.all(asked);
    expect(
      answers.filter(({ text }) => text.includes(person.user.username)).length,
    ).toBeGreaterThan(3);
    for (const { text } of answers)
      expect(text.includes(hash) || /argon2|password_?hash/i.test(text)).toBe(false);
  });

  it('changes no password with a profile [S-162]', async () => {
    const { browser, user } = await rawPerson(api);
    for (const field of ['password', 'passwordHash', 'password_hash', 'currentPassword']) {
      const answer = await browser.send('PATCH', `/api/users/${user.id}`, {
        name: 'Eve',
        [field]: 'another long password here',
      });
      expect([field, answer.status, Object.keys(answer.problem.fields ?? {})]).toEqual([
        field,
        422,
        [field],
      ]);
    }
    await rawLogIn(api, user.username);
    const { name } = (await browser.send('GET', `/api/users/${user.id}`)).json<{ name: string }>();
    expect(name).not.toBe('Eve');
  });

  it('is the same person when the ids are the same, and another one when they are not [FL-126]', async () => {
    const { browser, user } = await rawPerson(api);
    const change = { username: `renamed.${process.pid}`, name: 'Somebody New' };
    const renamed = (await browser.send('PATCH', `/api/users/${user.id}`, change)).json<
      typeof user
    >();
    const twin = { ...user, id: person.user.id };
    for (const isAllowed of [canEditUser, canViewPrivateProfile])
      expect([isAllowed(user, renamed), isAllowed(user, twin)]).toEqual([true, false]);
    expect(canChangeRole({ ...user, role: 'admin' }, renamed)).toBe(false);
    const seenByItself = await browser.send('GET', `/api/users/${user.id}`);
    expect(seenByItself.json<typeof user>().email).toBe(user.email);
  });
});
