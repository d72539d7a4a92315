import { createServer } from 'node:http';
import { expect, type Page, unwatchedTest as test } from '../fixtures.ts';
import type { Person } from '../person.ts';
import { freePort } from '../product.ts';

const program = process.env['GATEHOUSE_CHROMIUM'];

// As people have it: Playwright would switch off the memory behind the Back button.
test.use({
  launchOptions: {
    ...(program ? { executablePath: program } : {}),
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
    args: ['--disable-background-networking', '--no-first-run'],
  },
});

test.describe('after a log-out', () => {
  for (const path of ['/settings/profile', '/settings/devices', '/orders'])
    test(`the way back to ${path} shows nothing private [WB-06, UX-NV-08, FL-146]`, async ({
      loggedInPage: page,
      person,
    }) => {
      await page.goto(path);
      await expect(page.getByText(person.user.email).first()).toBeVisible();
      await logOut(page);
      await page.goBack();
      await expect(page).toHaveURL(/\/login\?next=/);
      await expectNothingOf(page, person);
      await page.goForward();
      await expectNothingOf(page, person);
    });

  test('the way back to an open page shows a visitor [WB-06, UX-NV-08]', async ({
    loggedInPage: page,
    person,
  }) => {
    await page.goto('/cookies');
    await expect(page.getByText(person.user.email).first()).toBeVisible();
    await logOut(page);
    await page.goBack();
    await expect(page).toHaveURL(/\/cookies$/);
    await expect(page.getByRole('link', { name: 'Log in' }).first()).toBeVisible();
    await expectNothingOf(page, person);
  });

  test('the other tabs show nothing private either [WB-06]', async ({
    loggedInPage: page,
    context,
    person,
  }) => {
    const [open, guarded] = [await context.newPage(), await context.newPage()];
    await open.goto('/cookies');
    await guarded.goto('/settings/profile');
    await guarded.getByLabel('Name', { exact: true }).waitFor();
    await page.goto('/welcome');
    await logOut(page);
    await expect(open.getByRole('link', { name: 'Log in' }).first()).toBeVisible();
    await expectNothingOf(open, person);

    await expect(guarded.getByRole('alertdialog', { name: 'You were signed out' })).toBeVisible();
    await expect(guarded.getByLabel('Name', { exact: true })).toBeHidden();
    await expect(guarded.getByText(person.user.email).filter({ visible: true })).toHaveCount(0);
  });
});

test('a page in a frame of another site stays empty [WB-03]', async ({
  loggedInPage: page,
  baseURL,
}) => {
  const port = await freePort();
  const site = createServer((_request, response) => {
    response
      .setHeader('content-type', 'text/html')
      .end(`<iframe src="${baseURL}/welcome"></iframe><iframe src="${baseURL}/login"></iframe>`);
  }).listen(port, '127.0.0.1');
  await page.goto(`http://localhost:${port}/`, { waitUntil: 'networkidle' });
  const frames = page.frames().filter((frame) => frame !== page.mainFrame());
  expect(frames).toHaveLength(2);
  for (const frame of frames)
    await expect(frame.getByRole('heading', { level: 1, name: /Welcome|Log in/ })).toHaveCount(0);
  site.close();
});

test('a browser that keeps no cookies is told so, and not sent around in circles [S-078, WB-12]', async ({
  page,
  person,
}) => {
  // The answer without its cookie is what a page sees where cookies are blocked.
  let attempts = 0;
  await page.route('**/api/session', async (route) => {
    const request = route.request();
    if (request.method() !== 'POST') return route.continue();
    attempts += 1;
    const answer = await fetch(request.url(), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: request.postData(),
    });
    await route.fulfill({ status: answer.status, json: await answer.json() });
  });
  await page.goto('/login');
  await page.getByRole('textbox', { name: 'Username or email address' }).fill(person.user.username);
  await page.getByRole('textbox', { name: 'Password' }).fill(person.password);
  await page.getByRole('button', { name: 'Login' }).click();
  await expect(page.getByText('Your browser does not keep our cookie')).toBeVisible();
  await page.waitForLoadState('networkidle');
  await expect(page).toHaveURL(/\/login$/);
  expect(attempts).toBe(1);
});

async function logOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: /Logged in as/ }).click();
  await page.getByRole('button', { name: 'Log out' }).first().click();
  await expect(page).toHaveURL(/\/login$/);
}

async function expectNothingOf(page: Page, { user }: Person): Promise<void> {
  await page.waitForLoadState('networkidle');
  const html = await page.content();
  for (const text of [user.email, user.id, user.username]) expect(html).not.toContain(text);
}
