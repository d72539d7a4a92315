import { type Client, createClient } from '@gatehouse/client-sdk';
import { createCookieMemory } from '@gatehouse/client-sdk/node';
import { fillLogIn } from '../auth-forms.ts';
import { expect, type Page } from '../fixtures.ts';
import { announcers, testWithFleet } from '../fleet.ts';
import { Person, password } from '../person.ts';
import { Program } from '../program.ts';

const newPassword = 'eleven paper boats at dawn';
const welcome = "You've successfully logged in!";
const refusal = 'Invalid username or password.';
const LIMIT = 3;

for (const announcer of announcers) {
  const test = testWithFleet(announcer, { SESSION_ROTATION: '1s', SESSIONS_PER_USER: `${LIMIT}` });

  test.describe(`two processes that hear of changes by ${announcer}`, () => {
    for (const { what, end } of [
      { what: 'ended by name', end: endByName },
      { what: 'one of the others', end: (own: Client) => own.account.endOtherSessions() },
      { what: 'left behind by a new password', end: changePassword },
    ])
      test(`refuse a session at once that was ${what} [SE-10, ASK-002]`, async ({ person }) => {
        const [own, other] = [await person.client(), await person.client()];
        await expectEverywhere(other, person);

        await end(own, other);

        await expectNowhere(other);
        await expectEverywhere(own, person);
      });

    test('refuse the sessions of a deleted account at once, and let it in only to decide', async ({
      person,
    }) => {
      const [own, other] = [await person.client(), await person.client()];
      for (const client of [own, other]) await expectEverywhere(client, person);

      await own.users.delete(person.user.id);

      for (const client of [own, other]) await expectNowhere(client);
      const closing = await person.client();
      for (const { user } of await fourTimes(() => closing.session.current()))
        expect(user?.restriction).toBe('account_closing');
      await expect(closing.account.sessions()).rejects.toMatchObject({ code: 'account_closing' });
    });

    test('know a new role at once', async ({ fleet, person }) => {
      const admin = await Person.register(fleet.url);
      const command = Program.run(`cli/main user role ${admin.user.username} admin`, fleet.shared);
      expect(await command.end()).toBe(0);
      const [theirs, ours] = [await person.client(), await admin.client()];
      await expectEverywhere(theirs, person);

      for (const role of ['admin', 'member'] as const) {
        await ours.users.changeRole(person.user.id, role);
        for (const { user } of await fourTimes(() => theirs.session.current()))
          expect(user?.role).toBe(role);
      }
    });

    test('show no page to whom the other process logged out', async ({ page, context, person }) => {
      await page.goto('/login');
      await fillLogIn(page, person);
      await expect(page).toHaveURL(/\/welcome$/);
      for (const _ of announcers) {
        await page.goto('/settings/devices');
        await expect(page.getByRole('heading', { level: 1 })).toHaveText('Devices');
      }
      const cookies = await context.cookies();
      await page.getByRole('button', { name: /Logged in as/ }).click();
      await page.getByRole('button', { name: 'Log out' }).first().click();
      await expect(page).toHaveURL(/\/login$/);

      // A copy of the cookie, as somebody would keep it.
      for (const _ of announcers) {
        await context.clearCookies();
        await context.addCookies(cookies);
        await page.goto('/settings/devices');
        await expect(page).toHaveURL(/\/login\?next=/);
      }
    });

    test('cover an open page whose session the other process ended [ASK-002]', async ({
      loggedInPage: page,
      person,
    }) => {
      for (const _ of announcers) {
        await page.goto('/settings/devices');
        const heard = page.waitForResponse('/api/session/events');
        await heard;
        await (await person.client()).account.endOtherSessions();
        await expect(page.getByRole('alertdialog', { name: 'You were signed out' })).toBeVisible();
        await person.logIn(page.context());
      }
    });

    test('renew the secret of a session together, lose nobody, and end it when an old secret comes back', async ({
      person,
    }) => {
      const { client, cookies } = await logIn(person);
      const stolen = cookies.get('sid') ?? '';
      const seen = new Set([stolen]);
      await expect
        .poll(async () => {
          const views = await Promise.all(times(4, () => client.session.current()));
          for (const { user } of views) expect(user?.id).toBe(person.user.id);
          return seen.add(cookies.get('sid') ?? '').size;
        })
        .toBeGreaterThan(2);

      const thief = newBrowser(person.baseUrl);
      await thief.client.session.current();
      thief.cookies.set('sid', stolen);
      expect((await thief.client.session.current()).user).toBeNull();
      await expectNowhere(client);
    });

    test('show a message once, whichever of them it was left on', async ({ page, person }) => {
      await page.goto('/login');
      await fillLogIn(page, person);
      await expect(messages(page)).toContainText(welcome);
      for (const _ of announcers) {
        await page.goto('/welcome');
        await expect(messages(page).getByRole('listitem')).toHaveCount(0);
      }
    });

    test('hand a message over once, to whoever asks first', async ({ person }) => {
      const { client, cookies } = await logIn(person);
      expect((await client.session.current()).flash).toBe(1);
      const cookie = cookies.header(new URL(person.baseUrl));
      const both = times(2, () => takeFlash(person.baseUrl, cookie));
      expect((await Promise.all(both)).flat()).toEqual([
        expect.objectContaining({ code: 'logged_in' }),
      ]);
    });

    test('count what both of them were asked to count', async ({ person }) => {
      const { client } = await logIn(person);
      await client.counter.start();
      await Promise.all(times(20, () => client.counter.increment()));
      for (const _ of announcers) expect(await client.counter.read()).toEqual({ count: 20 });
    });

    test('keep one limit of sessions a person', async ({ person }) => {
      const browsers = await Promise.all(times(2 * LIMIT, () => logIn(person)));
      for (const _ of announcers) {
        const views = await Promise.all(browsers.map(({ client }) => client.session.current()));
        expect(views.filter(({ user }) => user)).toHaveLength(LIMIT);
      }
    });

    test('keep one limit of tries, over forms and programs', async ({ person }) => {
      const tries = times(7, () => [tryByProgram(person), tryByForm(person)]).flat();
      const codes = await Promise.all(tries);
      const looked = codes.filter((code) => code === 'invalid_credentials').length;
      expect(codes.filter((code) => /^(rate_limited|invalid_field)$/.test(code))).toHaveLength(
        14 - looked,
      );
      // Five are free; another one for each delay that ended meanwhile.
      expect(looked).toBeGreaterThanOrEqual(5);
      expect(looked).toBeLessThanOrEqual(7);
    });
  });

  test.describe(`pages without scripts, by ${announcer}`, () => {
    test.use({ javaScriptEnabled: false });

    test('carry each message over the redirect from one process to the other', async ({
      page,
      person,
    }) => {
      await page.goto('/login?next=/settings/devices');
      await fillLogIn(page, { ...person, password: 'not this one' } as Person);
      await expect(page.getByText(refusal)).toBeVisible();
      await page.reload();
      await expect(page.getByText(refusal)).toHaveCount(0);

      await fillLogIn(page, person);
      await expect(page).toHaveURL(/\/settings\/devices$/);
      await expect(page.getByText(welcome)).toBeVisible();
      await page.reload();
      await expect(page.getByText(welcome)).toHaveCount(0);

      await page.getByRole('button', { name: 'Log out' }).first().click();
      await expect(page.getByText('You have been signed out.')).toBeVisible();
      await page.reload();
      await expect(page.getByText('You have been signed out.')).toHaveCount(0);
    });
  });
}

async function endByName(own: Client, other: Client): Promise<void> {
  const { session } = await other.session.current();
  await own.account.endSession(session?.id ?? '');
}

function changePassword(own: Client): Promise<unknown> {
  return own.account.changePassword({
    currentPassword: password,
    password: newPassword,
    passwordConfirmation: newPassword,
  });
}

async function expectEverywhere(client: Client, { user }: Person): Promise<void> {
  for (const view of await fourTimes(() => client.session.current()))
    expect(view.user?.id).toBe(user.id);
}

async function expectNowhere(client: Client): Promise<void> {
  for (const view of await fourTimes(() => client.session.current())) expect(view.user).toBeNull();
  for (const refusal of await fourTimes(() => client.account.sessions().catch((error) => error)))
    expect(refusal).toMatchObject({ code: 'unauthenticated' });
}

/** One after the other, so that both processes answer, and each of them again. */
async function fourTimes<Answer>(ask: () => Promise<Answer>): Promise<Answer[]> {
  return [await ask(), await ask(), await ask(), await ask()];
}

function messages(page: Page) {
  return page.getByRole('region', { name: 'Messages for you' });
}

function newBrowser(baseUrl: string) {
  const cookies = createCookieMemory();
  return { client: createClient({ baseUrl, cookies }), cookies };
}

async function logIn({ baseUrl, user, password }: Person) {
  const browser = newBrowser(baseUrl);
  await browser.client.session.logIn({ identifier: user.username, password });
  return browser;
}

async function takeFlash(baseUrl: string, cookie: string): Promise<unknown[]> {
  const answer = await fetch(`${baseUrl}/api/session/flash`, {
    method: 'DELETE',
    headers: { cookie },
  });
  return answer.json();
}

function times<Result>(count: number, make: () => Result): Result[] {
  return Array.from({ length: count }, make);
}

const wrong = 'not this one';

function tryByProgram({ baseUrl, user }: Person): Promise<string> {
  return newBrowser(baseUrl)
    .client.session.logIn({ identifier: user.username, password: wrong })
    .then(() => 'logged in')
    .catch(({ code }) => code);
}

/** As a browser without scripts sends it: what it was answered waits as a message. */
async function tryByForm({ baseUrl, user }: Person): Promise<string> {
  const { headers } = await fetch(`${baseUrl}/login`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'sec-fetch-site': 'same-origin' },
    body: new URLSearchParams({ identifier: user.username, password: wrong }),
  });
  const cookie = headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  const flash = await fetch(`${baseUrl}/api/session/flash`, {
    method: 'DELETE',
    headers: { cookie },
  });
  const [message] = (await flash.json()) as { code: string }[];
  return message?.code ?? 'nothing';
}
