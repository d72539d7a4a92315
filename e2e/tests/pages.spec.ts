import { type PageName, paths, pathTo, publicPages } from '@gatehouse/auth-core';
import { violations } from '../axe.ts';
import { expect, type Page, test } from '../fixtures.ts';
import { Person } from '../person.ts';

const names = Object.keys(paths) as PageName[];
const widths = [1280, 360];
const themes = ['light', 'dark'] as const;

/** Somebody with something on every page, and their addresses. */
async function addressesOf(person: Person): Promise<Readonly<Record<PageName, string>>> {
  const client = await person.client();
  const message = await client.messages.create({ content: 'A message to look at.' });
  const order = await client.shop.placeOrder({
    lines: [{ slug: 'shortbread', quantity: 2 }],
    address: { name: 'A', street: 'B', city: 'C', state: 'D', zip: 'E', country: 'F' },
  });
  const ids: Partial<Record<PageName, string>> = {
    user: person.user.id,
    userEdit: person.user.id,
    messageEdit: message.id,
    order: order.id,
  };
  return Object.fromEntries(
    names.map((name) => [
      name,
      pathTo(name, { id: ids[name] ?? '', username: person.user.username }),
    ]),
  ) as Record<PageName, string>;
}

test.describe('every page', () => {
  for (const theme of themes)
    for (const width of widths)
      test(`has nothing to object to in ${theme} at ${width} px [UX-AX-01, UX-AX-06, UX-AX-07, UX-AX-10, UX-VS-01, UX-NV-11]`, async ({
        page,
        person,
        browser,
        baseURL,
      }) => {
        test.setTimeout(180_000);
        await page.setViewportSize({ width, height: 800 });
        await page.emulateMedia({ colorScheme: theme });
        const addresses = await addressesOf(person);
        const visitor = await browser.newPage({
          ...(baseURL ? { baseURL } : {}),
          colorScheme: theme,
          viewport: { width, height: 800 },
        });
        for (const name of names.filter((each) => publicPages.includes(each)))
          await expectSound(visitor, addresses[name], name);
        await visitor.close();

        await person.logIn(page.context());
        for (const name of names.filter((each) => !['login', 'register'].includes(each)))
          await expectSound(page, addresses[name], name);
        await expectSound(page, '/nothing/here', 'not found');
      });

  test('has a title of its own [S-019, UX-NV-09, UX-AX-08]', async ({
    loggedInPage: page,
    person,
  }) => {
    const addresses = await addressesOf(person);
    const titles = new Map<string, string>();
    for (const name of names.filter(
      (each) =>
        !each.startsWith('admin') &&
        !['login', 'register', 'settings', 'forbidden', 'logout'].includes(each),
    )) {
      await page.goto(addresses[name]);
      await expect(page).toHaveTitle(/^Cookieshop \| ./);
      titles.set(name, await page.title());
      await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    }
    const distinct = new Set(titles.values());
    // A profile and its edit page may share a name with the settings of the same person.
    expect(distinct.size).toBeGreaterThan(titles.size - 3);
  });

  test('loads by itself, with a slash at its end too [S-008, UX-NV-12]', async ({
    loggedInPage: page,
    person,
  }) => {
    const addresses = await addressesOf(person);
    for (const name of ['welcome', 'users', 'personal', 'orders', 'settingsDevices'] as const) {
      await page.goto(addresses[name]);
      const heading = await page.getByRole('heading', { level: 1 }).textContent();
      await page.goto(`${addresses[name]}/`);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading ?? '');
    }
  });
});

async function expectSound(page: Page, address: string, name: string): Promise<void> {
  await page.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(globalThis, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & {
        value: number;
        hadRecentInput: boolean;
      })[])
        if (!entry.hadRecentInput) shifts.push(entry.value);
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await page.goto(address);
  await page.getByRole('heading', { level: 1 }).waitFor();
  expect(await page.getByRole('heading', { level: 1 }).count(), `headings of ${name}`).toBe(1);
  expect(await violations(page), `axe on ${name}`).toEqual([]);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow, `overflow of ${name}`).toBeLessThanOrEqual(0);
  const shift = await page.evaluate(() =>
    (globalThis as unknown as { shifts: number[] }).shifts.reduce((sum, each) => sum + each, 0),
  );
  expect(shift, `shift of ${name}`).toBeLessThanOrEqual(0.02);
}
