import type { Locator } from '@playwright/test';
import { expect, type Page, test } from '../fixtures.ts';

const light = 'rgb(251, 250, 248)';
const dark = 'rgb(21, 20, 18)';

test.describe('the theme', () => {
  test('follows the system until one is chosen, and keeps the choice on every page [UX-VS-04, UX-VS-05]', async ({
    loggedInPage: page,
  }) => {
    for (const [scheme, colour] of [
      ['dark', dark],
      ['light', light],
    ] as const) {
      await page.emulateMedia({ colorScheme: scheme });
      await page.goto('/welcome');
      await expectTheme(page, colour, 'light dark');
    }
    await choose(page, 'Dark');
    await expectTheme(page, dark, 'dark');
    for (const path of ['/messages', '/login', '/cookies-and-sessions', '/nothing/here']) {
      await page.goto(path);
      await expectTheme(page, dark, 'dark');
      await expect(themes(page)).toHaveValue('dark');
    }
    await choose(page, 'System');
    await expectTheme(page, light, 'light dark');
    await page.reload();
    await expectTheme(page, light, 'light dark');
  });

  test('can be chosen before the log-in as well [UX-VS-04]', async ({ page }) => {
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.goto('/login');
    await expectTheme(page, dark, 'light dark');
    await choose(page, 'Light');
    await expectTheme(page, light, 'light');
    await page.goto('/messages');
    await expectTheme(page, light, 'light');
  });

  test('is there in the first frame, before any other script [UX-VS-04]', async ({ page }) => {
    await page.emulateMedia({ colorScheme: 'light' });
    await page.goto('/login');
    await choose(page, 'Dark');
    await page.route('**/assets/*.js', (route) => {
      if (route.request().url().includes('/assets/theme-')) void route.continue();
    });
    for (const path of ['/login', '/messages']) {
      await page.goto(path, { waitUntil: 'commit' });
      await page.locator('#root').waitFor({ state: 'attached' });
      await expectTheme(page, dark, 'dark');
    }
  });
});

test.describe('fields', () => {
  for (const width of [360, 1280])
    test(`have text of 16 px at least at ${width} px, so that no phone zooms [UX-VS-02]`, async ({
      loggedInPage: page,
    }) => {
      await page.setViewportSize({ width, height: 740 });
      for (const path of ['/settings/profile', '/settings/password', '/messages', '/users']) {
        await page.goto(path);
        const fields = page
          .getByRole('main')
          .locator('input:not([type=checkbox], [inert]), textarea, select');
        await fields.first().waitFor();
        for (const field of await fields.all())
          expect(await pixels(field, 'font-size'), path).toBeGreaterThanOrEqual(16);
      }
    });

  test('and their button can be seen above the keyboard of a phone [UX-VS-03]', async ({
    page,
  }) => {
    await page.setViewportSize({ width: 360, height: 400 });
    for (const path of ['/login', '/register']) {
      await page.goto(path);
      await expect(page.locator('meta[name=viewport]')).toHaveAttribute(
        'content',
        /interactive-widget=resizes-content/,
      );
      for (const field of await page.getByRole('main').locator('input:not([type=hidden])').all()) {
        await field.focus();
        await expect(field).toBeInViewport({ ratio: 0.99 });
        expect(await isOnTop(field), path).toBe(true);
      }
      const button = page.getByRole('main').locator('button[type=submit]');
      await button.focus();
      await expect(button).toBeInViewport({ ratio: 0.99 });
      expect(await isOnTop(button)).toBe(true);
    }
  });
});

test('with reduced motion nothing moves, not even while waiting [UX-VS-06]', async ({
  loggedInPage: page,
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto('/welcome');
  await page.route('**/api/users**', () => undefined);
  await page.getByRole('link', { name: 'Users' }).first().click();
  await page.locator('.skeleton').waitFor();
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
  await page.getByRole('button', { name: /Logged in as/ }).click();
  await page.getByRole('button', { name: 'Log out' }).first().hover();
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
  const longest = await page.evaluate(() =>
    Math.max(
      ...[...document.querySelectorAll('*')].map((element) =>
        Number.parseFloat(getComputedStyle(element).transitionDuration),
      ),
    ),
  );
  expect(longest).toBeLessThanOrEqual(0.001);
});

test('with forced colours, borders, focus and marks stay visible', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await page.goto('/login?next=/orders');
  const field = page.getByRole('textbox', { name: 'Username or email address' });
  await expect(field).toHaveCSS('border-top-style', 'solid');
  await field.focus();
  await page.keyboard.press('Tab');
  const outline = await page.evaluate(
    () => getComputedStyle(document.activeElement as Element).outlineStyle,
  );
  expect(outline).toBe('solid');
  const mark = page.locator('.level-icon').first();
  await expect(mark).toBeVisible();
  const [ink, paper] = await mark.evaluate((element) => [
    getComputedStyle(element).backgroundColor,
    getComputedStyle(document.body).backgroundColor,
  ]);
  expect(ink).not.toBe(paper);
});

test('text is set in a font of the device: none arrives late and moves it [UX-VS-09]', async ({
  page,
}) => {
  const fonts: string[] = [];
  page.on('request', (request) => {
    if (request.resourceType() === 'font') fonts.push(request.url());
  });
  for (const path of ['/login', '/messages', '/cookies']) {
    await page.goto(path, { waitUntil: 'networkidle' });
    expect(await page.evaluate(() => document.fonts.size)).toBe(0);
    await expect(page.locator('body')).toHaveCSS('font-family', /^system-ui/);
  }
  expect(fonts).toEqual([]);
});

function themes(page: Page): Locator {
  return page.getByRole('combobox', { name: 'Theme' });
}

async function choose(page: Page, name: string): Promise<void> {
  await themes(page).selectOption(name);
}

async function expectTheme(page: Page, colour: string, scheme: string): Promise<void> {
  await expect(page.locator('body')).toHaveCSS('background-color', colour);
  await expect(page.locator('html')).toHaveCSS('color-scheme', scheme);
}

function pixels(field: Locator, property: string): Promise<number> {
  return field.evaluate(
    (element, name) => Number.parseFloat(getComputedStyle(element).getPropertyValue(name)),
    property,
  );
}

/** True when nothing lies over its middle. */
function isOnTop(locator: Locator): Promise<boolean> {
  return locator.evaluate((element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    const top = document.elementFromPoint(x + width / 2, y + height / 2);
    return element.contains(top);
  });
}
