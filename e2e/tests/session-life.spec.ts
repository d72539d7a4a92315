import type { Locator } from '@playwright/test';
import { expect, type Page } from '../fixtures.ts';
import { testWith } from '../own-product.ts';
import type { Person } from '../person.ts';

const test = testWith({ SESSION_IDLE: '4s', SESSION_ABSOLUTE: '7s', FRESH_FOR: '2s' });

test('a session that is not used ends, is covered then, and what was typed stays', async ({
  loggedInPage: page,
}) => {
  await typeName(page, 'Not sent yet');
  await expectCover(page, 'You were away for longer than a session lasts.');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(name(page)).toBeHidden();
  await expect(name(page)).toHaveValue('Not sent yet');
});

test('a session ends for good at its limit, however much it is used', async ({
  loggedInPage: page,
}) => {
  const started = Date.now();
  await typeName(page, 'Busy all the time');
  const isUsed = () => page.evaluate(async () => (await fetch('/api/account/sessions')).ok);
  await expect.poll(isUsed, { intervals: [500], timeout: 15_000 }).toBe(false);
  expect(Date.now() - started).toBeGreaterThan(5_000);
  await save(page).click();
  await expectCover(page, 'You were away for longer than a session lasts.');
  await expect(name(page)).toHaveValue('Busy all the time');
});

test.describe('a sensitive change, a while after the log-in', () => {
  test('asks for the password, and then happens once by itself [UX-SS-10]', async ({
    page,
    person,
  }) => {
    const changes = await logInLongAgo(page, person);
    await username(page).fill(`new-${person.user.username}`);
    await save(page).click();
    const dialog = page.getByRole('dialog', { name: 'Confirm your password' });
    await dialog.getByRole('textbox', { name: 'Password' }).fill(person.password);
    await dialog.getByRole('button', { name: 'Confirm' }).click();
    await expect(page.getByText('User Updated!')).toBeVisible();
    await expect(dialog).toBeHidden();
    await expect(username(page)).toHaveValue(`new-${person.user.username}`);
    // Refused once, done once.
    expect(changes).toEqual([403, 200]);
  });

  test('is not done when the question is cancelled, nor after a wrong password [UX-SS-11]', async ({
    page,
    person,
  }) => {
    const changes = await logInLongAgo(page, person);
    await address(page).fill(`never-${person.user.email}`);
    await save(page).click();
    const dialog = page.getByRole('dialog', { name: 'Confirm your password' });
    await dialog.getByRole('textbox', { name: 'Password' }).fill('something else altogether');
    await dialog.getByRole('button', { name: 'Confirm' }).click();
    await expect(dialog.getByRole('alert')).toContainText('The password is not right.');
    await dialog.getByRole('button', { name: 'Cancel' }).click();

    await expect(dialog).toBeHidden();
    await expect(address(page)).toHaveValue(`never-${person.user.email}`);
    await expect(save(page)).toBeEnabled();
    await expect(page.getByText('The profile was not saved')).toHaveCount(0);
    expect(changes).toEqual([403]);
    const { user } = await (await person.client()).session.current();
    expect(user?.email).toBe(person.user.email);
  });
});

/** Remembered, so that it outlives the wait. @returns the fate of every change from now on */
async function logInLongAgo(page: Page, person: Person): Promise<number[]> {
  await page.goto('/login?next=/settings/profile');
  await page.getByRole('textbox', { name: 'Username or email address' }).fill(person.user.username);
  await page.getByRole('textbox', { name: 'Password' }).fill(person.password);
  await page.getByRole('checkbox', { name: /Keep me logged in/ }).check();
  await page.getByRole('button', { name: 'Login' }).click();
  await expect(page).toHaveURL(/\/settings\/profile$/);
  await page.waitForTimeout(2_200);
  const changes: number[] = [];
  page.on('response', (response) => {
    if (response.request().method() === 'PATCH') changes.push(response.status());
  });
  return changes;
}

async function typeName(page: Page, text: string): Promise<void> {
  await page.goto('/settings/profile');
  await name(page).fill(text);
}

function name(page: Page): Locator {
  return page.getByLabel('Name', { exact: true });
}

function username(page: Page): Locator {
  return page.getByRole('textbox', { name: 'Username' });
}

function address(page: Page): Locator {
  return page.getByRole('textbox', { name: 'Email address' });
}

function save(page: Page): Locator {
  return page.getByRole('button', { name: 'Save changes' });
}

async function expectCover(page: Page, reason: string): Promise<void> {
  const cover = page.getByRole('alertdialog', { name: 'You were signed out' });
  await expect(cover).toContainText(reason, { timeout: 10_000 });
  await expect(cover.getByRole('link', { name: 'Log in' })).toBeVisible();
}
