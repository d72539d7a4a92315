import { expect } from '../fixtures.ts';
import { Person } from '../person.ts';
import { confirmPassword, test } from '../with-admin.ts';

test.describe('an admin', () => {
  test('edits and deletes accounts of others, and is told whose [S-112, UX-AD-04, UX-AD-05, UX-AD-07, UX-FL-09]', async ({
    page,
    product,
    admin,
  }) => {
    const gone = await Person.register(product.url, { name: 'Gone Tomorrow' });
    await admin.logIn(page.context());
    await page.goto(`/users/${gone.user.id}`);
    await expect(page.getByRole('main')).toContainText(gone.user.email);
    await page.getByRole('link', { name: 'Edit profile' }).click();
    await expect(page.getByText("You are editing Gone Tomorrow's account as admin")).toBeVisible();
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Gone Today');
    await page.getByRole('button', { name: 'Save changes' }).click();
    await expect(page).toHaveURL(new RegExp(`/users/${gone.user.id}$`));
    await expect(page.getByText('User Updated!')).toBeVisible();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Gone Today');

    await page.getByRole('button', { name: 'Delete account' }).click();
    const dialog = page.getByRole('dialog', { name: 'Delete Gone Today?' });
    await expect(dialog.getByRole('button', { name: 'Keep the account' })).toBeFocused();
    await dialog.getByRole('button', { name: 'Delete Gone Today' }).click();
    await confirmPassword(page, admin);
    await expect(page).toHaveURL(/\/users$/);
    await expect(page.getByText(`${gone.user.username} will be deleted on`)).toBeVisible();

    await page.goto(`/admin/users/${gone.user.id}`);
    await expect(page.getByRole('main')).toContainText('To be deleted on');
    await page.getByRole('button', { name: 'Keep account' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Keep account' }).click();
    await expect(page.getByRole('button', { name: 'Delete account' })).toBeVisible();
    await expect(page.getByRole('main')).not.toContainText('To be deleted');

    await page.goto(`/users/${admin.user.id}/edit`);
    await expect(page.getByRole('button', { name: 'Save changes' })).toBeVisible();
    await expect(page.getByText(/as admin/)).toHaveCount(0);
  });

  test('asks somebody for a new password, who can do nothing else before [PW-09]', async ({
    page,
    browser,
    product,
    admin,
  }) => {
    const ana = await Person.register(product.url, { name: 'Ana Asked' });
    const context = await browser.newContext({ baseURL: product.url });
    await ana.logIn(context);
    const hers = await context.newPage();
    await hers.goto('/welcome');
    await admin.logIn(page.context());
    await page.goto(`/admin/users/${ana.user.id}`);
    await page.getByRole('button', { name: 'Demand a new password' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Demand a new password' }).click();
    await confirmPassword(page, admin);
    await expect(page.getByText(/has to choose a new password/)).toBeVisible();

    await expect(hers).toHaveURL(/\/settings\/password$/);
    await expect(hers.getByText(/^You need a new password before you go on/)).toBeVisible();
    await hers.getByRole('textbox', { name: 'Current password' }).fill(ana.password);
    for (const name of ['New password', 'New password, again'])
      await hers.getByRole('textbox', { name, exact: true }).fill('eleven barges under the bridge');
    await hers.getByRole('button', { name: 'Change password' }).click();
    await expect(hers).toHaveURL(/\/settings\/devices$/);
    await context.close();
  });

  test('changes a role after a question and a proof, and never their own [S-112, UX-AD-06, UX-FL-09]', async ({
    page,
    product,
    admin,
  }) => {
    const ana = await Person.register(product.url, { name: 'Ana' });
    await admin.logIn(page.context());
    await page.goto(`/admin/users/${admin.user.id}`);
    const main = page.getByRole('main');
    await expect(main).toContainText(
      'Your own role and access can only be changed by another admin.',
    );
    await expect(main.getByRole('button', { name: /role|Suspend|Log out/ })).toHaveCount(0);
    const refused = await page.evaluate(
      (id) =>
        fetch(`/api/users/${id}/role`, {
          method: 'PUT',
          headers: { 'content-type': 'application/json' },
          body: '{"role":"member"}',
        }).then(({ status }) => status),
      admin.user.id,
    );
    expect(refused).toBe(403);

    await page.goto(`/admin/users/${ana.user.id}`);
    await page.getByRole('button', { name: 'Change role of Ana' }).click();
    const choice = page.getByRole('dialog', { name: 'Change role of Ana' });
    await expect(choice.getByRole('group', { name: 'Role of Ana' })).toBeVisible();
    await choice.getByRole('radio', { name: /^Admin/ }).check();
    await choice.getByRole('button', { name: 'Save role' }).click();
    const question = page.getByRole('dialog', { name: 'Make Ana an admin?' });
    await question.getByRole('button', { name: 'Make Ana an admin' }).click();
    await confirmPassword(page, admin);
    await expect(page.getByText(`${ana.user.username} is now admin.`)).toBeVisible();
    await expect(main.getByRole('definition').filter({ hasText: /^Admin$/ })).toHaveCount(1);
    await expect(page.getByRole('dialog')).toHaveCount(0);
  });
});
