import { expect, test } from '../fixtures.ts';
import { password } from '../person.ts';

test.use({ javaScriptEnabled: false });

test('logs in without scripts, after a mistake, and lands where it was going [S-020, UX-PL-02, UX-FL-10]', async ({
  page,
  person,
}) => {
  await page.goto('/settings/devices');
  await expect(page).toHaveURL(/\/login\?next=%2Fsettings%2Fdevices$/);
  await expect(page.getByText('Please log in first')).toBeVisible();

  await page.getByLabel('Username or email address').fill(person.user.username);
  await page.getByRole('textbox', { name: 'Password' }).fill('not the password');
  await page.getByRole('button', { name: 'Login' }).click();
  await expect(page).toHaveURL(/\/login\?next=%2Fsettings%2Fdevices$/);
  await expect(page.getByText('Invalid username or password.')).toBeVisible();

  await page.getByLabel('Username or email address').fill(person.user.email);
  await page.getByRole('textbox', { name: 'Password' }).fill(person.password);
  await page.getByRole('button', { name: 'Login' }).click();
  await expect(page).toHaveURL(/\/settings\/devices$/);
  await expect(page.getByText("You've successfully logged in!")).toBeVisible();
  await expect(page.getByText(/JavaScript/)).toBeVisible();

  await page.getByRole('button', { name: 'Log out' }).first().click();
  await expect(page).toHaveURL(/\/login$/);
  await expect(page.getByText('You have been signed out.')).toBeVisible();
  await page.reload();
  await expect(page.getByText('You have been signed out.')).toBeHidden();
});

test('registers without scripts, after a mistake [S-032, S-034, S-041, S-161, UX-PL-02]', async ({
  page,
}) => {
  await page.goto('/register?next=/orders');
  await page.getByRole('textbox', { name: 'Username' }).fill(`plain-${process.pid}`);
  await page
    .getByRole('textbox', { name: 'Email address' })
    .fill(`plain-${process.pid}@example.com`);
  await page.getByRole('textbox', { name: 'Password', exact: true }).fill(password);
  await page.getByRole('textbox', { name: 'Confirm password' }).fill('something else entirely');
  await page.getByRole('button', { name: 'Sign Up' }).click();
  await expect(page).toHaveURL(/\/register\?next=%2Forders$/);
  await expect(page.getByText('The password confirmation must match the password.')).toBeVisible();
  expect(page.url()).not.toContain('lanterns');

  await page.getByRole('textbox', { name: 'Username' }).fill(`plain-${process.pid}`);
  await page
    .getByRole('textbox', { name: 'Email address' })
    .fill(`plain-${process.pid}@example.com`);
  await page.getByRole('textbox', { name: 'Password', exact: true }).fill(password);
  await page.getByRole('textbox', { name: 'Confirm password' }).fill(password);
  await page.getByRole('button', { name: 'Sign Up' }).click();
  await expect(page).toHaveURL(/\/orders$/);
  await expect(page.getByText('User account has been created.')).toBeVisible();
});
