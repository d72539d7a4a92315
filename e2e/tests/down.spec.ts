import type { Route } from '@playwright/test';
import { expect, type Page, unwatchedTest as test } from '../fixtures.ts';

const api = '**/api/**';
const cutOff = (route: Route) => route.abort('connectionrefused');

test.describe('a server that is away', () => {
  for (const { kind, answer } of [
    { kind: 'does not answer', answer: cutOff },
    { kind: 'answers 503', answer: (route: Route) => route.fulfill({ status: 503 }) },
  ])
    test(`is said when it ${kind}, and nobody is shown as logged out [UX-NW-05]`, async ({
      loggedInPage: page,
      person,
    }) => {
      await page.goto('/welcome');
      await page.route(api, answer);
      await page.getByRole('link', { name: 'Users' }).first().click();
      await expect(
        page.getByRole('heading', { level: 1, name: 'We cannot reach the server' }),
      ).toBeVisible();
      const bar = page.getByText('We cannot reach the server. Trying again…');
      await expect(bar).toBeVisible();
      await expect(identity(page)).toContainText(person.user.name);
      await expect(page).toHaveURL(/\/users$/);

      // Nobody does anything: the reads are tried again, and the page comes.
      await page.unroute(api);
      await expect(page.getByRole('heading', { level: 1, name: 'Users' })).toBeVisible({
        timeout: 10_000,
      });
      await expect(bar).toBeHidden();
    });

  test('keeps what was typed, and can be tried by hand', async ({ loggedInPage: page }) => {
    await page.goto('/messages');
    await page.route(api, cutOff);
    const message = page.getByRole('textbox', { name: 'Message' });
    await message.fill('Said into a dead line');
    await page.getByRole('button', { name: 'Post message' }).click();
    await expect(
      page.getByRole('alert').filter({ hasText: 'What you typed is kept' }),
    ).toBeVisible();
    await expect(message).toHaveValue('Said into a dead line');

    await page.unroute(api);
    await page.getByRole('button', { name: 'Post message' }).click();
    await expect(
      page.getByRole('listitem').filter({ hasText: 'Said into a dead line' }),
    ).toBeVisible();
  });

  test('that pauses tells when it is back [UX-NW-06]', async ({ loggedInPage: page }) => {
    const pause = (route: Route) =>
      route.fulfill({ status: 503, headers: { 'retry-after': '1800' } });
    await page.clock.install({ time: new Date('2030-05-01T10:00:00') });
    await page.goto('/messages');
    await page.route(api, pause);
    await page.getByRole('textbox', { name: 'Message' }).fill('Later, then');
    await page.getByRole('button', { name: 'Post message' }).click();
    await expect(
      page.getByText(/It should be back at 10:30\sAM\. What you typed is kept/),
    ).toBeVisible();
    await page.clock.fastForward(6_000);
    await page.evaluate(() => window.dispatchEvent(new Event('focus')));
    await expect(page.getByText(/It should be back at 10:30\sAM\. Try now/)).toBeVisible();
  });
});

test('a device that is offline says so, keeps what was typed and asks again later [UX-NW-04]', async ({
  loggedInPage: page,
  context,
}) => {
  await page.goto('/messages');
  const message = page.getByRole('textbox', { name: 'Message' });
  await message.fill('From under the bridge');
  const place = await message.boundingBox();
  await context.setOffline(true);
  const bar = page.getByText('You are offline. We will retry when you are back.');
  await expect(bar).toBeVisible();
  expect(await message.boundingBox()).toEqual(place);
  await page.getByRole('button', { name: 'Post message' }).click();
  await expect(page.getByText('You are offline. What you typed is kept.')).toBeVisible();
  await expect(message).toHaveValue('From under the bridge');

  const asked = page.waitForRequest('**/api/session');
  await context.setOffline(false);
  await asked;
  await expect(bar).toBeHidden();
  await page.getByRole('button', { name: 'Post message' }).click();
  await expect(
    page.getByRole('listitem').filter({ hasText: 'From under the bridge' }),
  ).toBeVisible();
});

test('the time left counts down, is spoken three times and then frees the button [UX-NW-07]', async ({
  page,
}) => {
  await page.clock.install();
  await page.goto('/login');
  await page.route('**/api/session', (route) =>
    route.fulfill({
      status: 429,
      headers: { 'retry-after': '42' },
      contentType: 'application/problem+json',
      body: JSON.stringify({ code: 'rate_limited', title: 'Too many attempts.', status: 429 }),
    }),
  );
  await page.getByRole('textbox', { name: 'Username or email address' }).fill('somebody');
  await page.getByRole('textbox', { name: 'Password' }).fill('a guess');
  const submit = page.getByRole('button', { name: 'Login' });
  await submit.click();
  const spoken = page.getByRole('main').getByRole('status').last();
  const heard = new Set<string>();
  await expect(spoken).toHaveText('You can try again in 42 seconds.');
  for (let second = 0; second < 44; second += 1) {
    heard.add((await spoken.textContent()) ?? '');
    await page.clock.runFor(1_000);
  }
  heard.add((await spoken.textContent()) ?? '');
  expect([...heard]).toEqual([
    'You can try again in 42 seconds.',
    'You can try again in 10 seconds.',
    'You can try again now.',
  ]);
  await expect(submit).not.toHaveAttribute('aria-disabled', 'true');
});

function identity(page: Page) {
  return page.getByRole('button', { name: /Logged in as/ });
}
