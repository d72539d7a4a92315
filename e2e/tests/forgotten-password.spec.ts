import type { Page } from '@playwright/test';
import { identifier, summary } from '../auth-forms.ts';
import { violations } from '../axe.ts';
import { expect, test } from '../fixtures.ts';
import { lastMail } from '../outbox.ts';
import { testWith } from '../own-product.ts';

const next = 'the tide comes in at noon';

/** From the log-in page to the mail. */
async function askForLink(page: Page, name: string): Promise<void> {
  await page.goto('/login');
  await page.getByRole('link', { name: 'Forgot your password?' }).click();
  await identifier(page).fill(name);
  await page.getByRole('button', { name: 'Send the link' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Look into your mailbox');
}

async function linkTo(email: string): Promise<string> {
  const { action } = await lastMail(email, { subject: /^Choose a new password/ });
  return action?.url ?? '';
}

async function choosePassword(page: Page, password: string): Promise<void> {
  await page.getByRole('textbox', { name: 'New password', exact: true }).fill(password);
  await page.getByRole('textbox', { name: 'New password, again' }).fill(password);
  await page.getByRole('button', { name: 'Save the new password' }).click();
}

test.describe('a forgotten password', () => {
  test('is replaced by way of the mailbox, and the token goes nowhere but home [RC-09] [RC-10] [EXT-004] [EXT-013]', async ({
    page,
    context,
    person,
  }) => {
    await askForLink(page, person.user.username);
    const link = new URL(await linkTo(person.user.email));
    const token = link.hash.slice(1);
    const [asked, referrers]: [string[], string[]] = [[], []];
    context.on('request', (request) => {
      asked.push(request.url().replace(link.hash, ''));
      referrers.push(request.headers()['referer'] ?? '');
    });
    const answer = await page.goto(link.href);
    expect(answer?.headers()['referrer-policy']).toBe('no-referrer');
    await expect(page).toHaveURL(new URL('/reset-password', link).href);
    expect(await violations(page)).toEqual([]);
    await choosePassword(page, next);

    await expect(page).toHaveURL(/\/login$/);
    await expect(page.getByRole('status').first()).toContainText('Your password is changed');
    expect(asked.length).toBeGreaterThan(5);
    expect([...asked, ...referrers].filter((text) => text.includes(token))).toEqual([]);
    expect(referrers.filter((text) => text.includes('/reset-password'))).toEqual([]);
    // Neither the way back nor the history of the tab has it.
    await page.goBack();
    await expect(page).toHaveURL(/\/reset-password$/);
    await page.goto('/login');
    await identifier(page).fill(person.user.username);
    await page.getByRole('textbox', { name: 'Password', exact: true }).fill(next);
    await page.getByRole('button', { name: 'Login' }).click();
    await expect(page).toHaveURL(/\/welcome$/);
  });

  test('is said in the same words for nobody, and a page without a link, or with an old one, offers a new one [EXT-009]', async ({
    page,
  }) => {
    await askForLink(page, 'nobody.has.this.name');
    await expect(page.getByText('If there is an account')).toBeVisible();
    await page.goto('/reset-password');
    await expect(page.getByText('This page needs the link')).toBeVisible();
    await expect(page.getByRole('textbox')).toHaveCount(0);
    // In the same tab: only what stands behind the # is new.
    await page.goto(`/reset-password#${'x'.repeat(43)}`);
    await expect(page).toHaveURL(/\/reset-password$/);
    await choosePassword(page, 'short');
    await expect(summary(page)).toContainText('Use at least 15 characters');
    await choosePassword(page, next);
    await expect(page.getByRole('heading', { level: 1 })).toContainText('good for nothing');
    await page.getByRole('link', { name: 'Ask for a new link' }).click();
    await expect(page).toHaveURL(/\/forgot-password$/);
  });

  test('of somebody else ends the session of whoever is logged in in this browser, and says so before [EXT-044]', async ({
    loggedInPage: page,
    person,
    request,
  }) => {
    await request.post('/api/password-reset-requests', {
      data: { identifier: person.user.email },
    });
    await page.goto(await linkTo(person.user.email));
    await expect(
      page.getByText(`This browser is logged in as ${person.user.username}`),
    ).toBeVisible();
    await choosePassword(page, next);
    await expect(page).toHaveURL(/\/login$/);
    await page.goto('/settings/profile');
    await expect(page).toHaveURL(/\/login\?next=/);
  });
});

const withoutMail = testWith({ NODE_ENV: 'test' });

withoutMail('is not offered where no mail is sent', async ({ page }) => {
  await page.goto('/login');
  await expect(page.getByRole('button', { name: 'Login' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Forgot your password?' })).toHaveCount(0);
  await page.goto('/forgot-password');
  await expect(page.getByText('No mail is sent from here')).toBeVisible();
});
