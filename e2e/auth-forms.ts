import type { Locator, Page } from '@playwright/test';
import type { Person } from './person.ts';

export function identifier(page: Page): Locator {
  return page.getByRole('textbox', { name: 'Username or email address' });
}

export function secret(page: Page): Locator {
  return page.getByRole('textbox', { name: 'Password', exact: true });
}

export function confirmation(page: Page): Locator {
  return page.getByRole('textbox', { name: 'Confirm password' });
}

/** What is wrong, on top of the form; not there when nothing is. */
export function summary(page: Page): Locator {
  return page.getByRole('main').getByRole('alert');
}

/** Fills in the log-in page that is open, and sends it. */
export async function fillLogIn(page: Page, { user, password }: Person): Promise<void> {
  await identifier(page).fill(user.username);
  await secret(page).fill(password);
  await page.getByRole('button', { name: 'Login' }).click();
}
