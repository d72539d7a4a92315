import { expect, test } from '../fixtures.ts';
import { glimpses } from '../glimpses.ts';

test.describe('the header', () => {
  test('never shows the wrong state before the session is known [UX-NV-13]', async ({
    loggedInPage: page,
  }) => {
    const entries = await glimpses(page, 'a[href="/login"]');
    // As where the server could not read the session into the page, and answers late.
    await page.route(/\/messages$/, async (route) => {
      if (route.request().resourceType() !== 'document') return route.continue();
      const answer = await route.fetch();
      const text = await answer.text();
      return route.fulfill({
        response: answer,
        body: text.replace(/(id="bootstrap">)[^<]*/, '$1{"view":null,"flash":[]}'),
      });
    });
    await page.route('**/api/session', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      await route.continue();
    });
    await page.addInitScript(() => {
      const moved: string[] = [];
      Object.assign(globalThis, { moved });
      new PerformanceObserver((list) => {
        const shifts = list.getEntries() as (PerformanceEntry & { sources: { node?: Node }[] })[];
        for (const { node } of shifts.flatMap(({ sources }) => sources)) {
          const element = node instanceof Element ? node : node?.parentElement;
          if (element?.closest('header')) moved.push(element.outerHTML);
        }
      }).observe({ type: 'layout-shift', buffered: true });
    });

    await page.goto('/messages');
    await expect(page.locator('.identity')).toBeVisible();
    await expect(page.locator('.identity')).toBeEmpty();
    await expect(page.getByRole('button', { name: /Logged in as/ })).toBeVisible();
    expect(entries).toEqual([]);
    const moved = await page.evaluate(() => (globalThis as unknown as { moved: string[] }).moved);
    expect(moved).toEqual([]);
  });

  test('marks the page that is open [UX-NV-11]', async ({ loggedInPage: page }) => {
    await page.goto('/messages');
    const links = page.getByRole('navigation', { name: 'Main' }).getByRole('link');
    await expect(links.and(page.locator('[aria-current=page]'))).toHaveText(['Messages']);
    await links.filter({ hasText: 'Cookies' }).click();
    await expect(links.and(page.locator('[aria-current=page]'))).toHaveText(['Cookies']);
  });
});

test('a page compares cookies with sessions, and is one step away from every page [S-212]', async ({
  page,
}) => {
  await page.goto('/');
  await page
    .getByRole('contentinfo')
    .getByRole('link', { name: 'Cookies and sessions, explained' })
    .click();
  await expect(page).toHaveURL(/\/cookies-and-sessions$/);
  const table = page.getByRole('table', { name: 'A cookie beside a session' });
  await expect(table.getByRole('columnheader')).toHaveText(['Question', 'Cookie', 'Session']);
  await expect(table.getByRole('rowheader', { name: 'Where is it?' })).toBeVisible();
});
