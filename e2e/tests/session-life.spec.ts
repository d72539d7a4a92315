import { expect, type Page, test } from '../fixtures.ts';
import { Person } from '../person.ts';
import { Product } from '../product.ts';

test.describe('short sessions', () => {
  let product: Product;
  test.beforeAll(async () => {
    product = await Product.start({
      SESSION_IDLE: '4s',
      SESSION_ABSOLUTE: '8s',
      FRESH_FOR: '2s',
    });
  });
  test.afterAll(() => product.stop());

  // Requests of a page are told from those of other origins by the address of the product.
  test.use({ baseURL: async ({ baseURL: _ }, use) => use(product.url) });

  test('that are not used end, and what was typed stays', async ({
    loggedInPage: page,
    context,
  }) => {
    await typeName(page, 'Not sent yet');
    await page.waitForTimeout(4_500);
    await page.getByRole('button', { name: 'Save changes' }).click();
    await expectCover(page, 'You were away for longer than a session lasts.');
    await expect(name(page)).toHaveValue('Not sent yet');
    expect(await context.cookies()).toEqual([]);
  });

  test('end for good at their limit, however much they are used', async ({
    loggedInPage: page,
  }) => {
    await typeName(page, 'Busy all the time');
    const started = Date.now();
    let isLoggedIn = true;
    while (isLoggedIn && Date.now() - started < 15_000) {
      await page.waitForTimeout(500);
      isLoggedIn = await page.evaluate(async () => (await fetch('/api/account/sessions')).ok);
    }
    expect(Date.now() - started).toBeGreaterThan(6_000);
    expect(isLoggedIn).toBe(false);
    await page.getByRole('button', { name: 'Save changes' }).click();
    await expectCover(page, 'You were away for longer than a session lasts.');
    await expect(name(page)).toHaveValue('Busy all the time');
  });
});

async function typeName(page: Page, text: string): Promise<void> {
  await page.goto('/settings/profile');
  await name(page).fill(text);
}

function name(page: Page) {
  return page.getByLabel('Name', { exact: true });
}

async function expectCover(page: Page, reason: string): Promise<void> {
  const cover = page.getByRole('alertdialog', { name: 'You were signed out' });
  await expect(cover).toContainText(reason);
  await expect(cover.getByRole('link', { name: 'Log in' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Log in' }).first()).toBeVisible();
}
