import { expect, type Page } from '../fixtures.ts';
import { testWith } from '../own-product.ts';
import { Person } from '../person.ts';

const test = testWith({}).extend<object, { readonly admin: Person }>({
  admin: [
    async ({ product }, use) => {
      const admin = await Person.register(product.url);
      await product.makeAdmin(admin.user.username);
      await use(admin);
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

const bar = (page: Page) => page.getByRole('complementary', { name: 'Acting as a user' });

/** By the page of the person, as an admin does it. */
async function actAs(page: Page, admin: Person, { user }: Person): Promise<void> {
  await admin.logIn(page.context());
  await page.goto(`/admin/users/${user.id}`);
  await page.getByRole('button', { name: `Act as ${user.name}` }).click();
  const dialog = page.getByRole('dialog', { name: `Act as ${user.name}` });
  await dialog.getByRole('button', { name: 'Begin' }).click();
  await expect(dialog).toContainText('Say why you act for this person.');
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Ticket 12');
  await dialog.getByRole('button', { name: 'Begin' }).click();
  const proof = page.getByRole('dialog', { name: 'Confirm your password' });
  await proof.getByRole('textbox', { name: 'Password' }).fill(admin.password);
  await proof.getByRole('button', { name: 'Confirm' }).click();
  await expect(bar(page)).toBeVisible();
}

test.describe('an admin who acts for somebody', () => {
  test('is told so on every page, in every tab, until they stop [ASK-047]', async ({
    page,
    product,
    admin,
  }) => {
    const ana = await Person.register(product.url, { name: 'Ana <b>' });
    const other = await page.context().newPage();
    await actAs(page, admin, ana);
    await other.goto('/nothing/here');
    for (const each of [page, other]) {
      await expect(bar(each)).toContainText(
        'You are acting as Ana <b>. Everything you do is recorded.',
      );
      await expect(bar(each).getByRole('button')).toHaveText([/Stop acting/]);
    }
    await page.goto('/cookies-and-sessions');
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    await expect(bar(page)).toBeInViewport({ ratio: 1 });

    await page.goto('/settings/password');
    await page.getByRole('textbox', { name: 'Current password' }).fill(admin.password);
    await page
      .getByRole('textbox', { name: 'New password', exact: true })
      .fill('a tide at noon, high');
    await page.getByRole('textbox', { name: 'New password, again' }).fill('a tide at noon, high');
    await page.getByRole('button', { name: 'Change password' }).click();
    await expect(page.getByText('this is for them alone')).toBeVisible();

    await bar(page).getByRole('button', { name: 'Stop acting' }).click();
    await expect(page).toHaveURL(new RegExp(`/admin/users/${ana.user.id}$`));
    await expect(page.getByText('You act for yourself again.')).toBeVisible();
    await expect(bar(page)).toHaveCount(0);
    await expect(bar(other)).toHaveCount(0);
    await expect(page.getByText(`Logged in as ${admin.user.email}.`)).toBeVisible();
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the bar is there as well, and stops [ASK-047]', async ({ page, product, admin }) => {
    const ana = await Person.register(product.url, { name: 'Ana <b>' });
    const { request } = page;
    const credentials = { identifier: admin.user.username, password: admin.password };
    await request.post('/api/session', { data: credentials });
    const path = `/api/admin/users/${ana.user.id}/impersonation`;
    expect((await request.post(path, { data: { reason: 'Ticket 12' } })).status()).toBe(200);
    await page.goto('/welcome');
    await expect(bar(page)).toContainText(
      'You are acting as Ana <b>. Everything you do is recorded.',
    );
    await bar(page).getByRole('button', { name: 'Stop acting' }).click();
    await expect(page).toHaveURL(new RegExp(`/admin/users/${ana.user.id}$`));
    await expect(bar(page)).toHaveCount(0);
    expect((await (await request.get('/api/session')).json()).user.id).toBe(admin.user.id);
  });
});
