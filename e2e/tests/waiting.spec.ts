import type { Route } from '@playwright/test';
import { expect, type Page, unwatchedTest as test } from '../fixtures.ts';

test('a page that takes its time shows nothing at first, then a skeleton, then a way out [UX-NW-01, UX-NW-02]', async ({
  loggedInPage: page,
}) => {
  await page.clock.install();
  await page.goto('/welcome');
  await page.getByRole('heading', { level: 1 }).waitFor();
  const release = await hold(page, '**/api/users**');
  await page.clock.pauseAt(Date.now() + 60_000);
  await page.getByRole('link', { name: 'Users' }).first().click();
  const busy = page.locator('[aria-busy=true]');
  await page.clock.runFor(150);
  await expect(busy).toHaveCount(0);

  await page.clock.runFor(100);
  await expect(busy.locator('.skeleton')).toBeVisible();
  await expect(busy.getByRole('status')).toHaveText('Loading…');

  await page.clock.runFor(8_000);
  await expect(busy.getByRole('status')).toHaveText('This is taking longer than usual.');
  const reloaded = page.waitForRequest((request) => request.isNavigationRequest());
  await busy.getByRole('button', { name: 'Load this page again' }).click();
  expect(new URL((await reloaded).url()).pathname).toBe('/users');

  await page.clock.resume();
  release();
  await expect(page.getByRole('heading', { level: 1, name: 'Users' })).toBeVisible();
  await expect(busy).toHaveCount(0);
});

test.describe('a request that nobody answers', () => {
  test.beforeEach(async ({ loggedInPage: page }) => {
    // The browser's own time-outs cannot be sped up from outside: a second counts as a fiftieth here.
    await page.addInitScript(() => {
      const timeout = AbortSignal.timeout.bind(AbortSignal);
      AbortSignal.timeout = (milliseconds) => {
        Object.assign(globalThis, { patience: milliseconds });
        return timeout(milliseconds / 50);
      };
    });
    await page.goto('/messages');
  });

  test('ends after ten seconds, and a write says that its fate is unknown [UX-NW-09]', async ({
    page,
  }) => {
    await hold(page, '**/api/messages');
    await page.getByRole('textbox', { name: 'Message' }).fill('Did it arrive?');
    await page.getByRole('button', { name: 'Post message' }).click();
    await expect(page.getByText('We do not know whether it was done')).toBeVisible();
    await expect(page.getByRole('textbox', { name: 'Message' })).toHaveValue('Did it arrive?');
    expect(await page.evaluate(() => Reflect.get(globalThis, 'patience'))).toBe(10_000);
  });

  test('is no log-out when it was a read [UX-NW-09]', async ({ page }) => {
    await hold(page, '**/api/**');
    await page.getByRole('link', { name: 'Users' }).first().click();
    await expect(
      page.getByRole('heading', { level: 1, name: 'We cannot reach the server' }),
    ).toBeVisible();
    await expect(page.getByRole('button', { name: /Logged in as/ })).toBeVisible();
  });
});

test.describe('before the server has agreed', () => {
  test('an ended device leaves at once, and comes back when that fails [UX-NW-03]', async ({
    loggedInPage: page,
  }) => {
    await page.goto('/settings/devices');
    // The other one is left from the registration.
    const devices = page.getByRole('list', { name: 'Devices that are logged in' });
    await expect(devices.getByRole('listitem')).toHaveCount(2);
    const release = await hold(page, '**/api/account/sessions/*', { status: 500 });
    await devices.getByRole('button').click();
    await expect(devices.getByRole('listitem')).toHaveCount(1);
    release();
    await expect(devices.getByRole('listitem')).toHaveCount(2);
    await expect(page.getByRole('alert').filter({ hasText: 'could not be' })).toBeVisible();
  });

  test('a message that is deleted for good stays [UX-NW-03]', async ({
    loggedInPage: page,
    person,
  }) => {
    const client = await person.client();
    const { content } = await client.messages.create({ content: `Here to stay ${person.user.id}` });
    await page.goto('/messages');
    const message = page.getByRole('listitem').filter({ hasText: content });
    const release = await hold(page, '**/api/messages/*', { status: 500 });
    await message.getByRole('button', { name: /Delete/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete message' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    expect(await page.getByText(content, { exact: true }).count()).toBeGreaterThan(0);
    release();
    await expect(message).toBeVisible();
    await expect(page.getByText('The message was not deleted')).toBeVisible();
  });
});

test('a page of an older release loads itself anew, once [UX-NW-10]', async ({
  loggedInPage: page,
}) => {
  await page.goto('/welcome');
  const documents: string[] = [];
  page.on('request', (request) => {
    if (request.isNavigationRequest()) documents.push(new URL(request.url()).pathname);
  });
  await page.route('**/assets/users-page-*.js', (route) => route.fulfill({ status: 404 }));
  await page.getByRole('link', { name: 'Users' }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: 'Something went wrong' })).toBeVisible();
  expect(documents).toEqual(['/users']);
  await expect(page.getByRole('button', { name: /Logged in as/ })).toBeVisible();

  await page.unroute('**/assets/users-page-*.js');
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: 'Users' })).toBeVisible();
});

test('nothing is asked twice, and the session not even once: it comes with the page [UX-NW-11, UX-PL-05]', async ({
  loggedInPage: page,
}) => {
  for (const path of ['/welcome', '/users', '/messages', '/cart', '/settings/devices']) {
    const asked: string[] = [];
    const note = (request: { url(): string }) => asked.push(request.url());
    page.on('request', note);
    await page.goto(path, { waitUntil: 'networkidle' });
    page.off('request', note);
    expect(asked.filter((url) => url.endsWith('/api/session'))).toEqual([]);
    expect(new Set(asked).size, asked.join('\n')).toBe(asked.length);
  }
});

/** Keeps requests waiting. @returns what lets them go on, or answers them */
async function hold(
  page: Page,
  url: string,
  answer?: Parameters<Route['fulfill']>[0],
): Promise<() => void> {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(url, async (route) => {
    if (answer && route.request().method() === 'GET') return route.continue();
    await released;
    // The page may have given up by then.
    await (answer ? route.fulfill(answer) : route.continue()).catch(() => undefined);
  });
  return () => release();
}
