import type { BrowserContext, Page, Request } from '@playwright/test';
import { expect, test, unwatchedTest } from '../fixtures.ts';
import { Person } from '../person.ts';
import { Product } from '../product.ts';

const EVENTS = '/api/session/events';
const SESSION = '/api/session';

/** What pages of a browser ask for by themselves, from now on. */
class Traffic {
  readonly #asked: Request[] = [];

  constructor(context: BrowserContext) {
    context.on('request', (request) => void this.#asked.push(request));
  }

  count(path: string): number {
    return this.#asked.filter((request) => new URL(request.url()).pathname === path).length;
  }

  /** Resolves once the server has begun to answer so many streams. */
  async listening(streams: number): Promise<void> {
    await expect.poll(() => this.count(EVENTS), { timeout: 15_000 }).toBe(streams);
    const last = this.#asked.filter((request) => request.url().endsWith(EVENTS)).at(-1);
    expect((await last?.response())?.status()).toBe(200);
  }
}

test.describe('an open page', () => {
  test('shows within a second that another device ended its session, without a question before [UX-SS-07, UX-SS-08, ASK-002]', async ({
    loggedInPage: page,
    person,
    context,
    browser,
  }) => {
    const traffic = new Traffic(context);
    await openForm(page);
    await traffic.listening(1);
    // Nobody touches the page: it asks for nothing.
    await page.waitForTimeout(1_500);
    expect([traffic.count(SESSION), traffic.count(EVENTS)]).toEqual([0, 1]);

    const elsewhere = await browser.newContext({ baseURL: person.baseUrl });
    await person.logIn(elsewhere);
    await elsewhere.request.post('/api/session/confirmation', {
      data: { password: person.password },
    });
    const ended = await elsewhere.request.delete('/api/account/sessions');
    expect(await ended.json()).toEqual({ endedSessions: expect.any(Number) });

    await expectCover(page, 1_500);
    expect([traffic.count(SESSION), traffic.count(EVENTS)]).toEqual([1, 1]);
    await elsewhere.close();
  });

  test('shows a name that was changed on another device', async ({
    loggedInPage: page,
    person,
    context,
  }) => {
    const traffic = new Traffic(context);
    await page.goto('/messages');
    await traffic.listening(1);
    await (await person.client()).users.update(person.user.id, { name: 'Grace Hopper' });
    await expect(page.getByRole('button', { name: /Logged in as Grace Hopper/ })).toBeVisible();
  });

  test('of a visitor listens to nothing', async ({ page, context }) => {
    const traffic = new Traffic(context);
    for (const path of ['/', '/messages', '/login']) {
      await page.goto(path);
      await expect(page.getByRole('link', { name: 'Log in' }).first()).toBeVisible();
    }
    await page.waitForTimeout(500);
    expect(traffic.count(EVENTS)).toBe(0);
  });

  test('stays logged in, and says so all the time, when its session gets another name', async ({
    loggedInPage: page,
    person,
    context,
  }) => {
    const traffic = new Traffic(context);
    const other = await context.newPage();
    await page.goto('/settings/profile');
    await other.goto('/settings/profile');
    await traffic.listening(1);
    const covers = await Promise.all([page, other].map(watchForCovers));

    await other.getByRole('textbox', { name: 'Email address' }).fill(`new-${person.user.email}`);
    await other.getByRole('button', { name: 'Save changes' }).click();
    const dialog = other.getByRole('dialog', { name: 'Confirm your password' });
    await dialog.getByRole('textbox', { name: 'Password' }).fill(person.password);
    await dialog.getByRole('button', { name: 'Confirm' }).click();
    await expect(dialog).toBeHidden();

    await traffic.listening(2);
    await page.waitForTimeout(1_000);
    expect(await Promise.all(covers.map((seen) => seen()))).toEqual([false, false]);
    for (const tab of [page, other])
      await expect(tab.getByRole('button', { name: /Logged in as/ })).toBeVisible();
  });
});

test.describe('tabs of one browser', () => {
  test('share one connection, and all show the end [UX-SS-07, ASK-052]', async ({
    loggedInPage: first,
    person,
    context,
  }) => {
    const traffic = new Traffic(context);
    const tabs = [first, await context.newPage(), await context.newPage()];
    for (const tab of tabs) await openForm(tab);
    await traffic.listening(1);

    await (await person.client()).account.endOtherSessions();

    for (const tab of tabs) await expectCover(tab, 2_000);
    expect(traffic.count(EVENTS)).toBe(1);
    expect(traffic.count(SESSION)).toBe(3);
  });

  test('pass the connection on when the one that has it is closed', async ({
    loggedInPage: first,
    person,
    context,
  }) => {
    const traffic = new Traffic(context);
    const second = await context.newPage();
    await openForm(first);
    await openForm(second);
    await traffic.listening(1);

    await first.close();
    await traffic.listening(2);
    await (await person.client()).account.endOtherSessions();

    await expectCover(second, 2_000);
  });
});

unwatchedTest(
  'a restart of the server drops the connection, and it is taken up again [UX-SS-08]',
  async ({ browser }) => {
    unwatchedTest.setTimeout(90_000);
    const product = await Product.start();
    const context = await browser.newContext({ baseURL: product.url });
    const person = await Person.register(product.url);
    await person.logIn(context);
    const page = await context.newPage();
    const traffic = new Traffic(context);
    const streams: number[] = [];
    page.on('response', (response) => {
      if (response.url().endsWith(EVENTS)) streams.push(response.status());
    });
    await openForm(page);
    await traffic.listening(1);
    const covers = await watchForCovers(page);

    await product.halt();
    await product.run();

    await expect.poll(() => streams.length, { timeout: 20_000 }).toBeGreaterThan(1);
    expect(new Set(streams)).toEqual(new Set([200]));
    expect(await covers()).toBe(false);
    await (await person.client()).account.endOtherSessions();
    await expectCover(page, 2_000);
    expect(await covers()).toBe(true);
    await context.close();
    await product.stop();
  },
);

unwatchedTest(
  'a page whose connection is blocked asks when somebody comes back [UX-SS-08]',
  async ({ loggedInPage: page, person }) => {
    await page.route(`**${EVENTS}`, (route) => route.abort());
    await page.clock.install();
    await openForm(page);
    await page.waitForTimeout(1_000);

    await (await person.client()).account.endOtherSessions();
    await page.clock.fastForward(6_000);
    await page.evaluate(() => window.dispatchEvent(new Event('focus')));

    await expectCover(page, 5_000);
  },
);

async function openForm(page: Page): Promise<void> {
  await page.goto('/settings/profile');
  await page.getByLabel('Name', { exact: true }).fill('Half a sentence');
}

/** @returns whether the page has said since, if only for a moment, that somebody is signed out */
async function watchForCovers(page: Page): Promise<() => Promise<boolean>> {
  await page.evaluate(() => {
    new MutationObserver(() => {
      if (document.querySelector('[role=alertdialog]')) document.body.dataset['covered'] = 'yes';
    }).observe(document.body, { childList: true, subtree: true });
  });
  return () => page.evaluate(() => document.body.dataset['covered'] === 'yes');
}

async function expectCover(page: Page, timeout: number): Promise<void> {
  const cover = page.getByRole('alertdialog', { name: 'You were signed out' });
  await expect(cover).toContainText('This device was signed out, here or from another device.', {
    timeout,
  });
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Half a sentence');
}
