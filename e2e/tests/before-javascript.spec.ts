import type { Route } from '@playwright/test';
import { expect, type Page, test } from '../fixtures.ts';
import { password } from '../person.ts';

const modules = '**/assets/*.js';

test.describe('before the scripts are there', () => {
  test('the log-in form is drawn and styled, and keeps what was typed and the focus [UX-PL-01]', async ({
    page,
    person,
  }) => {
    const arrive = await holdScripts(page);
    await page.goto('/login', { waitUntil: 'commit' });
    const identifier = page.getByRole('textbox', { name: 'Username or email address' });
    await identifier.fill(person.user.username);
    await page.getByRole('checkbox', { name: /Keep me logged in/ }).check();
    const box = page.getByRole('textbox', { name: 'Password' });
    await box.pressSequentially(person.password.slice(0, 6));
    await expect(page.getByRole('button', { name: 'Login' })).toHaveCSS(
      'background-color',
      /^rgb\((?!0, 0, 0)/,
    );
    const before = await box.boundingBox();

    await arrive();
    await expect(box).toBeFocused();
    await page.keyboard.type(person.password.slice(6));
    await expect(box).toHaveValue(person.password);
    await expect(identifier).toHaveValue(person.user.username);
    await expect(page.getByRole('checkbox', { name: /Keep me logged in/ })).toBeChecked();
    expect(await box.boundingBox()).toEqual(before);

    await page.getByRole('button', { name: 'Login' }).click();
    await expect(page).toHaveURL(/\/welcome$/);
  });

  test('the registration keeps what was typed [UX-PL-01]', async ({ page }) => {
    const arrive = await holdScripts(page);
    await page.goto('/register', { waitUntil: 'commit' });
    const typed = {
      username: 'early-bird',
      email: 'early@example.com',
      name: 'Early Bird',
      passwordConfirmation: password,
    };
    for (const [name, value] of Object.entries(typed))
      await page.locator(`[name=${name}]`).fill(value);
    await arrive();
    for (const [name, value] of Object.entries(typed))
      await expect(page.locator(`[name=${name}]`)).toHaveValue(value);
  });

  test('the form can be sent already [UX-PL-01, UX-PL-03]', async ({ page, person }) => {
    await page.route(modules, (route) => isFirstPaint(route) && route.continue());
    await page.goto('/login?next=/orders', { waitUntil: 'commit' });
    await page
      .getByRole('textbox', { name: 'Username or email address' })
      .fill(person.user.username);
    await page.getByRole('textbox', { name: 'Password' }).fill(person.password);
    await page.getByRole('button', { name: 'Login' }).click();
    await expect(page).toHaveURL(/\/orders$/, { timeout: 10_000 });
  });
});

test.describe('the documents', () => {
  test('have real forms, no inline script or style, and a strict policy [UX-PL-03, UX-PL-06]', async ({
    request,
  }) => {
    for (const path of ['/login', '/register', '/', '/messages']) {
      const answer = await request.get(path, { headers: { accept: 'text/html' } });
      const html = await answer.text();
      expect(answer.headers()['content-security-policy']).toContain("script-src 'self'");
      expect(answer.headers()['content-security-policy']).not.toMatch(/unsafe|nonce|\*/);
      expect(html).not.toMatch(/javascript:|\son\w+=|\sstyle=|<style/);
      for (const [, attributes = '', text = ''] of html.matchAll(/<script([^>]*)>([^<]*)/g))
        if (!attributes.includes('application/json')) expect(text).toBe('');
      for (const [form] of html.matchAll(/<form[^>]*>/g))
        expect(form).toMatch(/(?=.* method="post").* action="\/(login|register|logout)"/);
      if (path === '/login') expect(html).toMatch(/<form[^>]* action="\/login"/);
      if (path === '/register') expect(html).toMatch(/<form[^>]* action="\/register"/);
    }
  });

  test('say what they cannot do without scripts [UX-PL-04, WB-12]', async ({
    browser,
    baseURL,
  }) => {
    const context = await browser.newContext({
      ...(baseURL ? { baseURL } : {}),
      javaScriptEnabled: false,
    });
    const page = await context.newPage();
    for (const path of ['/', '/messages', '/cookies']) {
      await page.goto(path);
      await expect(page.getByText('This page needs JavaScript.')).toBeVisible();
      await expect(page.getByRole('link', { name: 'Log in' }).first()).toBeVisible();
    }
    await context.close();
  });

  test('bring the session along, readable before the scripts [UX-PL-05]', async ({
    loggedInPage: page,
    person,
  }) => {
    const arrive = await holdScripts(page);
    await page.goto('/welcome', { waitUntil: 'commit' });
    const block = page.locator('#bootstrap');
    await expect(block).toBeAttached();
    const { view } = JSON.parse((await block.textContent()) ?? '');
    expect(view.user.username).toBe(person.user.username);
    await arrive();
    await expect(page.getByRole('button', { name: /Logged in as/ })).toBeVisible();
  });
});

/** The small one that sets the theme before the first paint. */
function isFirstPaint(route: Route): boolean {
  return route.request().url().includes('/assets/theme-');
}

/** @returns what lets all scripts arrive, and waits until they have run */
async function holdScripts(page: Page): Promise<() => Promise<void>> {
  const held: Route[] = [];
  let isHolding = true;
  await page.route(modules, (route) => {
    if (isHolding && !isFirstPaint(route)) held.push(route);
    else void route.continue();
  });
  return async () => {
    isHolding = false;
    await Promise.all(held.map((route) => route.continue()));
    await page.waitForLoadState('networkidle');
  };
}
