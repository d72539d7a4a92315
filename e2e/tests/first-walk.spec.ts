import { expect, test } from '../fixtures.ts';
import { password } from '../person.ts';

test('a person registers, logs out and logs in again [S-217]', async ({ page }) => {
  await page.goto('/welcome');
  await expect(page).toHaveURL(/\/login\?next=%2Fwelcome$/);
  await expect(page.getByText('Please log in first')).toBeVisible();

  await page.goto('/register');
  await page.getByLabel('Username').fill('walker');
  await page.getByLabel('Email').fill('walker@example.com');
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('textbox', { name: 'Confirm password' }).fill(password);
  await page.getByRole('button', { name: 'Sign Up' }).click();
  await expect(page).toHaveURL(/\/welcome$/);
  await expect(page.getByText('User account has been created.')).toBeVisible();
});
