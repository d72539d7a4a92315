import { expect, type Page, test } from '../fixtures.ts';
import { Person, password } from '../person.ts';

async function confirm(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Confirm your password' });
  await dialog.getByRole('textbox', { name: 'Password' }).fill(password);
  await dialog.getByRole('button', { name: 'Confirm' }).click();
}

test('a registration leads to the welcome page, by name, in any script [S-112, S-139, S-140, UX-F-13, UX-IN-07, UX-PW-13, UX-FL-09]', async ({
  page,
}) => {
  await page.goto('/register');
  await page.getByRole('textbox', { name: 'Username' }).fill(`lina.${process.pid}`);
  await page
    .getByRole('textbox', { name: 'Email address' })
    .fill(`lina-${process.pid}@example.com`);
  await page.getByRole('textbox', { name: /^Name/ }).fill('لينا van der Berg');
  const secret = ' 🌊 '.repeat(42);
  await page.getByRole('textbox', { name: 'Password', exact: true }).fill(secret);
  await page.getByRole('textbox', { name: 'Confirm password' }).fill(secret);
  await page.getByRole('button', { name: 'Sign Up' }).click();
  await expect(page).toHaveURL(/\/welcome$/);
  await expect(page.getByText('User account has been created.')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Welcome, لينا van der Berg');
  await expect(page.getByRole('main')).toContainText(`You are logged in as lina.${process.pid}.`);
  await expect(page.getByRole('contentinfo')).toContainText(
    `Logged in as lina-${process.pid}@example.com.`,
  );
  await expect(page.locator('form[action="/register"]')).toHaveCount(0);

  await page.getByRole('contentinfo').getByRole('button', { name: 'Log out' }).click();
  await page
    .getByRole('textbox', { name: 'Username or email address' })
    .fill(`LINA.${process.pid}`);
  await page.getByRole('textbox', { name: 'Password', exact: true }).fill(secret);
  await page.getByRole('button', { name: 'Login' }).click();
  await expect(page).toHaveURL(/\/welcome$/);
});

test.describe('the profile form', () => {
  test('reads as it is written, and the frame follows it at once [EXT-045, S-140, UX-F-01, UX-F-10, UX-IN-03, UX-IN-07]', async ({
    loggedInPage: page,
  }) => {
    await page.goto('/settings/profile');
    await expect(page.getByRole('main').locator('form')).toHaveCount(1);
    const name = page.getByRole('textbox', { name: 'Name', exact: true });
    await expect(name).toHaveAttribute('dir', 'auto');
    await expect(name).toHaveAttribute('autocomplete', 'name');
    for (const exact of ['Username', 'Email address']) {
      const field = page.getByRole('textbox', { name: exact });
      await expect(field).toHaveAttribute('dir', 'ltr');
      await expect(field).toHaveAttribute('spellcheck', 'false');
      await expect(field).toHaveAttribute('autocapitalize', 'none');
    }

    await name.fill('  李小龙 O’Neill-de la Cruz ');
    await name.press('Enter');
    await expect(page.getByText('User Updated!')).toBeVisible();
    await expect(
      page.getByRole('button', { name: 'Logged in as 李小龙 O’Neill-de la Cruz' }),
    ).toBeVisible();
  });

  test('tells beside a field what the server refused, and keeps what was typed [S-112, UX-ER-08, UX-F-17]', async ({
    loggedInPage: page,
    baseURL,
  }) => {
    const other = await Person.register(baseURL ?? '');
    await page.goto('/settings/profile');
    await page.getByRole('button', { name: 'Save changes' }).click();
    await expect(page.getByRole('main').getByRole('alert')).toContainText(
      'Nothing has changed yet.',
    );
    const username = page.getByRole('textbox', { name: 'Username' });
    await username.fill('not a name');
    await page.getByRole('button', { name: 'Save changes' }).click();
    await expect(username).toHaveAccessibleDescription(/Use only letters from A to Z/);
    await expect(page.getByRole('region', { name: 'The profile was not saved' })).toBeFocused();
    await expect(page).toHaveTitle('Error: Cookieshop | Profile');
    await expect(username).toHaveValue('not a name');

    await username.fill(other.user.username.toUpperCase());
    await page.getByRole('button', { name: 'Save changes' }).click();
    await confirm(page);
    await expect(page.getByRole('main').getByRole('alert')).toContainText(/not available/);
    await expect(username).toHaveValue(other.user.username.toUpperCase());
  });
});

test('an account is closed after its name was typed and its password proved [S-112, UX-F-01, UX-FL-09]', async ({
  loggedInPage: page,
  person,
}) => {
  await page.goto('/settings/delete');
  const confirmation = page.getByRole('textbox', {
    name: `Type ${person.user.username} to confirm`,
  });
  await confirmation.fill('somebody else');
  await confirmation.press('Enter');
  await expect(confirmation).toHaveAccessibleDescription(/Type your username exactly/);
  await confirmation.fill(person.user.username);
  await confirmation.press('Enter');
  await confirm(page);
  await expect(page).toHaveURL(`${person.baseUrl}/`);
  await expect(page.getByText(/^Your account is closed\./)).toBeVisible();
  await expect(page.getByRole('banner').getByRole('link', { name: 'Log in' })).toBeVisible();
});
