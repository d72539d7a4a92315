import { contrast } from '../contrast.ts';
import { expect, type Page, test } from '../fixtures.ts';

test('the first tab stop is visible and skips to the page [UX-NV-10]', async ({
  loggedInPage: page,
}) => {
  await page.goto('/messages');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const skip = page.getByRole('link', { name: 'Skip to the page' });
  await expect(skip).not.toBeInViewport();
  await page.keyboard.press('Tab');
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('textbox', { name: 'Message' })).toBeFocused();
});

for (const colorScheme of ['light', 'dark'] as const)
  test(`everything is reached with Tab, and seen there, in ${colorScheme} [UX-AX-02]`, async ({
    loggedInPage: page,
    person,
  }) => {
    await (await person.client()).messages.create({ content: 'To be reached by keyboard.' });
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    for (const address of ['/messages', '/settings/profile', '/cookies', '/admin']) {
      await page.goto(address);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await expectVisibleTabStops(page);
    }
    await page.context().clearCookies();
    await page.goto('/register');
    await expect(page.getByRole('textbox', { name: 'Username' })).toBeFocused();
    await expectVisibleTabStops(page);
  });

test('a person logs in, writes, and logs out without a mouse [UX-AX-02, UX-F-18]', async ({
  page,
  person,
}) => {
  await page.goto('/login?next=/messages');
  await expect(page.getByRole('textbox', { name: 'Username or email address' })).toBeFocused();
  await page.keyboard.type(person.user.username);
  await page.keyboard.press('Tab');
  await page.keyboard.type(person.password);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/messages$/);

  await page.getByRole('textbox', { name: 'Message' }).focus();
  await page.keyboard.type('Typed, not clicked.');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await expect(page.getByText('Message Created!')).toBeVisible();

  const menu = page.getByRole('button', { name: /^Logged in as/ });
  await menu.focus();
  await page.keyboard.press('Enter');
  await expect(menu).toHaveAttribute('aria-expanded', 'true');
  await page.keyboard.press('Escape');
  await expect(menu).toHaveAttribute('aria-expanded', 'false');
  await expect(menu).toBeFocused();
  await page.keyboard.press('Enter');
  for (let stop = 0; stop < 4; stop += 1) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/login$/);
});

test('targets are large enough for fingers [UX-AX-03]', async ({ loggedInPage: page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  for (const address of [
    '/messages',
    '/settings/profile',
    '/settings/devices',
    '/cookies',
    '/cart',
  ])
    await expectLargeTargets(page, address);
  await page.context().clearCookies();
  for (const address of ['/login', '/register', '/']) await expectLargeTargets(page, address);
});

/** Walks through the page once: no stop is hidden, covered or without its ring. */
async function expectVisibleTabStops(page: Page): Promise<void> {
  const expected = await page.evaluate(
    () =>
      [
        ...document.querySelectorAll<HTMLElement>(
          'a[href], button, select, textarea, input:not([type=hidden], [inert])',
        ),
      ].filter((each) => each.checkVisibility() && each.tabIndex >= 0).length,
  );
  await page.getByRole('link', { name: 'Skip to the page' }).focus();
  const stops = new Set<string>();
  for (let stop = 0; stop < expected; stop += 1) {
    if (stop > 0) await page.keyboard.press('Tab');
    const seen = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return null;
      const { left, top, width, height } = element.getBoundingClientRect();
      const hit = document.elementFromPoint(left + width / 2, top + height / 2);
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      return {
        name: `${element.tagName} ${left} ${top + scrollY} ${element.textContent}`,
        isThere: hit !== null && (element.contains(hit) || hit.contains(element)),
        ring: `${outlineStyle} ${outlineWidth}`,
      };
    });
    expect(seen, `stop ${stop} of ${page.url()}`).not.toBeNull();
    expect(seen, page.url()).toMatchObject({ isThere: true, ring: 'solid 3px' });
    stops.add(seen?.name ?? '');
  }
  expect(stops.size, page.url()).toBe(expected);
  expect(
    await contrast(page.locator(':focus'), 'outline-color', 'background-color'),
  ).toBeGreaterThanOrEqual(3);
}

/** WCAG 2.5.8 asks for 24 px outside of sentences; what a page is for has 44. */
async function expectLargeTargets(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.getByRole('heading', { level: 1 }).waitFor();
  const small = await page.evaluate(() => {
    const sizeOf = (each: Element) => {
      const { width, height } = each.getBoundingClientRect();
      return { name: `${each.tagName} ${each.textContent || each.id}`, width, height };
    };
    const main = [...document.querySelectorAll('.button, .input, .menu-button')]
      .filter((each) => each.checkVisibility() && !each.matches('.skip-link'))
      .map(sizeOf)
      .filter(({ width, height }) => Math.min(width, height) < 44);
    const others = [...document.querySelectorAll('button, select, input:not([type=hidden])')]
      .filter((each) => each.checkVisibility())
      .map(sizeOf)
      .filter(({ width, height }) => Math.min(width, height) < 24);
    return [...main, ...others];
  });
  expect(small, address).toEqual([]);
}
