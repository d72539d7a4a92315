import { expect, type Page, test } from '../fixtures.ts';
import { password } from '../person.ts';

const newPassword = 'another battery for the horse';

test('a person does everything that an account is for', async ({ page, browser, baseURL }) => {
  const username = `mira-${process.pid}`;
  await fillCartAsVisitor(page);
  await register(page, username);
  await postMessage(page);
  await editProfile(page);
  await order(page);
  await changePassword(page);

  const elsewhere = await browser.newContext(baseURL ? { baseURL } : {});
  await logInByForm(await elsewhere.newPage(), username, newPassword);
  await endOtherDevice(page);
  await elsewhere.close();

  await page.getByRole('button', { name: /Logged in as/ }).click();
  await page.getByRole('button', { name: 'Log out' }).first().click();
  await expect(page).toHaveURL(/\/login$/);
  await expect(page.getByText('You have been signed out.')).toBeVisible();
});

async function fillCartAsVisitor(page: Page): Promise<void> {
  await page.goto('/cookies');
  await page
    .getByRole('listitem')
    .filter({ hasText: 'Ginger Snap' })
    .getByRole('button', { name: /Add/ })
    .click();
  await expect(page.getByText('In your cart: 1 × Ginger Snap')).toBeVisible();
  await page.goto('/checkout');
  await expect(page).toHaveURL(/\/login\?next=%2Fcheckout$/);
}

async function register(page: Page, username: string): Promise<void> {
  await page.getByRole('link', { name: 'Create an account' }).click();
  await page.getByRole('textbox', { name: 'Username' }).fill(username);
  await page.getByRole('textbox', { name: 'Email address' }).fill(`${username}@example.com`);
  await page.getByRole('textbox', { name: 'Password', exact: true }).fill(password);
  await page.getByRole('textbox', { name: 'Confirm password' }).fill(password);
  await page.getByRole('button', { name: 'Sign Up' }).click();
  await expect(page).toHaveURL(/\/checkout$/);
  await expect(page.getByText('User account has been created.')).toBeVisible();
}

async function postMessage(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Messages' }).first().click();
  await page.getByRole('textbox', { name: 'Message' }).fill('Hello from a real browser');
  await page.getByRole('button', { name: 'Post message' }).click();
  await expect(page.getByText('Message Created!')).toBeVisible();
  await expect(page.getByText('Hello from a real browser')).toBeVisible();
}

async function editProfile(page: Page): Promise<void> {
  await page.goto('/settings/profile');
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Mira Belle');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText('User Updated!')).toBeVisible();
  await expect(page.getByRole('button', { name: /Logged in as Mira Belle/ })).toBeVisible();
}

async function order(page: Page): Promise<void> {
  await page.goto('/checkout');
  await page.getByRole('textbox', { name: 'Street and number' }).fill('Oven Lane 3');
  await page.getByRole('textbox', { name: 'City' }).fill('Bakersfield');
  await page.getByRole('textbox', { name: 'State or region' }).fill('CA');
  await page.getByRole('textbox', { name: 'Postal code' }).fill('93301');
  await page.getByRole('textbox', { name: 'Country' }).fill('United States');
  await page.getByRole('button', { name: 'Review order' }).click();
  await page.getByRole('button', { name: 'Place order' }).click();
  await expect(page.getByText('Thank you! Your order has been placed.')).toBeVisible();
  await page.goto('/orders');
  await expect(page.getByText('$1.10')).toBeVisible();
}

async function changePassword(page: Page): Promise<void> {
  await page.goto('/settings/password');
  await page.getByRole('textbox', { name: 'Current password' }).fill(password);
  await page.getByRole('textbox', { name: 'New password', exact: true }).fill(newPassword);
  await page.getByRole('textbox', { name: 'New password, again' }).fill(newPassword);
  await page.getByRole('button', { name: 'Change password' }).click();
  await expect(page.getByText('Password changed. Other devices signed out: 0.')).toBeVisible();
}

async function logInByForm(page: Page, username: string, known: string): Promise<void> {
  await page.goto('/login');
  await page.getByRole('textbox', { name: 'Username or email address' }).fill(username);
  await page.getByRole('textbox', { name: 'Password' }).fill(known);
  await page.getByRole('button', { name: 'Login' }).click();
  await expect(page).toHaveURL(/\/welcome$/);
}

async function endOtherDevice(page: Page): Promise<void> {
  await page.goto('/settings/devices');
  const devices = page.getByRole('main').getByRole('list').last().getByRole('listitem');
  await expect(devices).toHaveCount(2);
  await expect(devices.first()).toContainText('This device');
  await devices.nth(1).getByRole('button').click();
  await expect(devices).toHaveCount(1);
}
