import { expect, type Page, test } from '../fixtures.ts';
import type { Person } from '../person.ts';

const HOUR = 3_600_000;

test.describe('a session that was ended from another device', () => {
  test.beforeEach(async ({ loggedInPage: page }) => {
    // Without the connection that would tell it at once.
    await page.route('**/api/session/events', (route) => route.fulfill({ status: 204 }));
    // The clock is the browser's, so that a test need not wait until a page asks again.
    await page.clock.install();
    await page.goto('/settings/profile');
    await page.getByLabel('Name', { exact: true }).fill('Half a sentence');
  });

  test('is told at the next request, over what was typed [UX-SS-08]', async ({ page, person }) => {
    await endElsewhere(person);
    await page.getByRole('button', { name: 'Save changes' }).click();
    await expectCover(page);
  });

  test('is told when somebody comes back to the page [UX-SS-08]', async ({ page, person }) => {
    await endElsewhere(person);
    await comeBack(page, 6_000);
    await expectCover(page);
  });
});

test('a device whose clock is three hours ahead stays logged in, and is told the truth [UX-SS-04]', async ({
  loggedInPage: page,
  person,
}) => {
  await page.clock.install({ time: Date.now() + 3 * HOUR });
  await page.goto('/settings/profile');
  await comeBack(page, 6_000);
  await page.getByRole('link', { name: 'Messages' }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: 'Messages' })).toBeVisible();
  await expect(page.getByRole('button', { name: /Logged in as/ })).toBeVisible();
  await expect(page.getByRole('alertdialog')).toHaveCount(0);

  await page.goto('/settings/profile');
  await page.getByLabel('Name', { exact: true }).fill('Half a sentence');
  await endElsewhere(person);
  await comeBack(page, 6_000);
  await expectCover(page);
});

test('coming back to a tab asks at most every five seconds, never offline, and moves no caret [UX-SS-09]', async ({
  loggedInPage: page,
  context,
}) => {
  await page.clock.install();
  await page.goto('/settings/profile');
  const name = page.getByLabel('Name', { exact: true });
  await name.fill('Half a sentence');
  await name.evaluate((field: HTMLInputElement) => field.setSelectionRange(4, 4));
  let questions = 0;
  page.on('request', (request) => {
    if (request.url().endsWith('/api/session')) questions += 1;
  });

  await comeBack(page, 6_000);
  for (let hop = 0; hop < 10; hop += 1) await comeBack(page, 100);
  await expect.poll(() => questions).toBe(1);
  await comeBack(page, 6_000);
  await expect.poll(() => questions).toBe(2);

  await context.setOffline(true);
  await comeBack(page, 6_000);
  await expect(page.getByText('You are offline.')).toBeVisible();
  expect(questions).toBe(2);
  await context.setOffline(false);
  // The connection is back: now it is worth a question again.
  await expect
    .poll(async () => {
      await comeBack(page, 6_000);
      return questions;
    })
    .toBeGreaterThanOrEqual(3);

  await expect(name).toBeFocused();
  await expect(name).toHaveValue('Half a sentence');
  expect(await name.evaluate((field: HTMLInputElement) => field.selectionStart)).toBe(4);
});

test('staying logged in is offered, off at first, with its length and a warning [UX-SS-01]', async ({
  page,
  person,
  context,
}) => {
  const DAY = 24 * HOUR;
  for (const remember of [false, true]) {
    await context.clearCookies();
    await page.goto('/login');
    const box = page.getByRole('checkbox', { name: 'Keep me logged in on this device' });
    await expect(box).not.toBeChecked();
    await expect(box).toHaveAccessibleDescription(/30 days.*computer that others use/);
    await page
      .getByRole('textbox', { name: 'Username or email address' })
      .fill(person.user.username);
    await page.getByRole('textbox', { name: 'Password' }).fill(person.password);
    if (remember) await box.check();
    await page.getByRole('button', { name: 'Login' }).click();
    await expect(page).toHaveURL(/\/welcome$/);

    const sid = (await context.cookies()).find(({ name }) => name === 'sid');
    if (!remember) expect(sid?.expires).toBe(-1);
    else expect((sid?.expires ?? 0) * 1000).toBeGreaterThan(Date.now() + 29 * DAY);
  }
});

/** From another device, all the others. */
async function endElsewhere(person: Person): Promise<void> {
  await (await person.client()).account.endOtherSessions();
}

/** A while later, the window gets the focus again. */
async function comeBack(page: Page, milliseconds: number): Promise<void> {
  await page.clock.fastForward(milliseconds);
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
}

async function expectCover(page: Page): Promise<void> {
  const cover = page.getByRole('alertdialog', { name: 'You were signed out' });
  await expect(cover).toContainText('This device was signed out, here or from another device.');
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Half a sentence');
}
