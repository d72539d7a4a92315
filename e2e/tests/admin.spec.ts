import { violations } from '../axe.ts';
import { expect, type Page } from '../fixtures.ts';
import { Person } from '../person.ts';
import { confirmPassword, test } from '../with-admin.ts';

const box = (page: Page) =>
  page.getByRole('searchbox', { name: 'Search by name, username or address' });
const heads = (page: Page) => page.getByRole('columnheader');

test.describe('the administration', () => {
  test('lists accounts, sorted, filtered and searched in the address [S-112, UX-AD-01, UX-AD-02, UX-AD-08]', async ({
    page,
    product,
    admin,
  }) => {
    for (const name of ['Sorted A', 'Sorted B']) await Person.register(product.url, { name });
    await admin.logIn(page.context());
    await page.goto('/');
    await page.getByRole('button', { name: /^Logged in as/ }).click();
    await page.getByRole('link', { name: 'Admin', exact: true }).click();
    await expect(page.getByRole('table', { name: 'Accounts' })).toBeVisible();
    const columns = ['Account', 'Email address', 'Role', 'State', 'With us since', 'Last log-in'];
    await expect(heads(page)).toHaveText(columns);
    await expect(heads(page).first()).toHaveAttribute('aria-sort', 'ascending');

    await box(page).pressSequentially('sorted', { delay: 20 });
    await expect(page).toHaveURL('/admin?search=sorted');
    await expect(page.getByRole('main').getByRole('status')).toHaveText('2 users found');
    await expect(box(page)).toBeFocused();
    for (const [direction, first] of [
      ['descending', 'Sorted B'],
      ['ascending', 'Sorted A'],
    ] as const) {
      await page.getByRole('button', { name: 'With us since' }).click();
      await expect(heads(page).nth(4)).toHaveAttribute('aria-sort', direction);
      await expect(heads(page).first()).toHaveAttribute('aria-sort', 'none');
      await expect(page).toHaveURL(`/admin?search=sorted&sort=createdAt&direction=${direction}`);
      await expect(page.getByRole('rowheader').first()).toContainText(first);
    }
    await page.getByRole('combobox', { name: 'State' }).selectOption('suspended');
    await expect(page.getByRole('heading', { name: 'Nobody found' })).toBeVisible();
    await page.goBack();
    await expect(page.getByRole('rowheader')).toHaveCount(2);
    await expect(page.getByRole('combobox', { name: 'State' })).toHaveValue('');
  });

  test('keeps its rows whole for the longest names and addresses, on a phone too [UX-AD-10, UX-AD-01]', async ({
    page,
    product,
    admin,
  }) => {
    const names = ['W'.repeat(80), 'محمد بن عبد الله الطويل', '👩‍👩‍👧‍👦'.repeat(7)];
    for (const [index, name] of names.entries())
      await Person.register(product.url, {
        name,
        username: `${index}${'long'.repeat(15)}`,
        email: `${index}${'a'.repeat(60)}@${`${'b'.repeat(60)}.`.repeat(3)}example`,
      });
    await admin.logIn(page.context());
    for (const width of [320, 700, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      await page.goto('/admin?search=longlong');
      await expect(page.getByRole('rowheader')).toHaveCount(3);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect([width, overflow]).toEqual([width, 0]);
    }
    expect(await violations(page)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 800 });
    await expect(page.getByRole('button', { name: 'Last log-in' })).toBeVisible();
    const link = page.getByRole('link', { name: names[1] ?? '' });
    await expect(link).toHaveAttribute('dir', 'auto');
    await link.click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(names[1] ?? '');
    expect(await violations(page)).toEqual([]);
  });

  test('logs somebody out everywhere, suspends them with a reason, and lets them in again [UX-AD-05, UX-AD-07, UX-AD-09, EXT-020]', async ({
    page,
    browser,
    product,
    admin,
  }) => {
    const ana = await Person.register(product.url, { name: 'Ana' });
    const elsewhere = await (await browser.newContext({ baseURL: product.url })).newPage();
    await ana.logIn(elsewhere.context());
    await elsewhere.goto('/welcome');
    await admin.logIn(page.context());
    await page.goto(`/admin/users/${ana.user.id}`);
    const main = page.getByRole('main');
    await expect(main).toContainText("You are looking at Ana's account as admin");

    await page.getByRole('button', { name: 'Log out everywhere' }).click();
    const question = page.getByRole('dialog', { name: /^Log Ana out on \d devices\?$/ });
    await expect(question.getByRole('button', { name: 'Cancel' })).toBeFocused();
    await question.getByRole('button', { name: 'Log out everywhere' }).click();
    await confirmPassword(page, admin);
    await expect(page.getByText(`Devices of ${ana.user.username} signed out:`)).toBeVisible();
    await expect(main).toContainText('Logged in nowhere.');
    await elsewhere.goto('/welcome');
    await expect(elsewhere).toHaveURL(/\/login\?next=/);

    await page.getByRole('button', { name: 'Suspend account' }).click();
    const dialog = page.getByRole('dialog', { name: 'Suspend Ana?' });
    await dialog.getByRole('button', { name: 'Suspend Ana' }).click();
    await expect(dialog.getByRole('alert')).toContainText('Say why');
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('Sends advertisements');
    await dialog.getByRole('button', { name: 'Suspend Ana' }).click();
    await expect(page.getByText(`${ana.user.username} is suspended`)).toBeVisible();
    await expect(main).toContainText('Sends advertisements');
    await expect(ana.client()).rejects.toMatchObject({ code: 'invalid_credentials' });

    await page.getByRole('button', { name: 'End suspension' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'End suspension' }).click();
    await expect(page.getByText(`${ana.user.username} can log in again.`)).toBeVisible();
    await expect(main).not.toContainText('Sends advertisements');
    await ana.client();
    await elsewhere.context().close();
  });
});
