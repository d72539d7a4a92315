import { readFile } from 'node:fs/promises';
import { expect, type Page, test } from '../fixtures.ts';
import { type Person, password } from '../person.ts';

async function logIn(page: Page, { user }: Person): Promise<void> {
  await page.goto('/login');
  await page.getByRole('textbox', { name: 'Username or email address' }).fill(user.username);
  await page.getByRole('textbox', { name: 'Password', exact: true }).fill(password);
  await page.getByRole('button', { name: 'Login' }).click();
  await page.waitForURL(({ pathname }) => pathname !== '/login');
}

test('a closed account says beforehand what becomes of everything, and is kept by whoever comes back [S-211, UX-AC-07]', async ({
  page,
  person,
}) => {
  const client = await person.client();
  await client.messages.create({ content: 'One last word' });
  await logIn(page, person);
  await page.goto('/settings/delete');
  const main = page.getByRole('main');
  await expect(main).toContainText('Your messages: 1 message');
  await expect(main).toContainText('Nothing: you have ordered nothing');
  await expect(main).toContainText('Log in before then, and choose to keep your account.');
  const due = (await main.locator('time').textContent()) ?? 'no date';
  await page.getByRole('textbox', { name: /^Type / }).fill(person.user.username);
  await page.getByRole('button', { name: 'Delete my account' }).click();
  await expect(page.getByText(/^Your account is closed\. It will be deleted on /)).toBeVisible();

  await logIn(page, person);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your account is closed');
  await expect(page.getByRole('main').locator('time')).toContainText(due.slice(0, 6));
  await page.getByRole('link', { name: 'Messages' }).click();
  await expect(page).toHaveURL(/\/account-closing$/);
  await page.goto('/settings/profile');
  await expect(page).toHaveURL(/\/account-closing$/);

  await page.getByRole('button', { name: 'Keep my account' }).click();
  await expect(page).toHaveURL(/\/welcome$/);
  await expect(page.getByText('Your account stays. Nothing was deleted.')).toBeVisible();
});

test('people see what happened to their account, and when they were here before, and take their data along [ASK-045, EXT-019, UX-AC-09, UX-AC-10]', async ({
  page,
  person,
}) => {
  await person.client();
  await logIn(page, person);
  await expect(page.getByRole('main')).toContainText('Last log-in before this one');
  await page.getByRole('link', { name: 'Your activity' }).click();
  const list = page.getByRole('list', { name: 'What happened, newest first' });
  await expect(list.getByRole('listitem').first()).toContainText('You logged in');
  await expect(list.getByRole('listitem').last()).toContainText('Your account was made');
  await expect(
    page.getByRole('main').getByRole('link', { name: 'Change your password' }),
  ).toHaveAttribute('href', '/settings/password');

  await page.getByRole('link', { name: 'Your data' }).click();
  await page.getByRole('button', { name: 'Download my data' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('dialog').getByRole('button', { name: 'Download' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('my-data.json');
  const copy = JSON.parse(await readFile(await download.path(), 'utf8'));
  expect(copy.account[0]).toMatchObject({ username: person.user.username });
});
