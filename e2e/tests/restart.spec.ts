import { expect, type Page, test } from '../fixtures.ts';
import { Person } from '../person.ts';
import { Product } from '../product.ts';

test.describe('a product that is restarted', () => {
  let product: Product;
  test.beforeAll(async () => {
    product = await Product.start();
  });
  test.afterAll(() => product.stop());

  test('keeps sessions and counters [S-084, S-100, S-213]', async ({ browser }) => {
    const context = await browser.newContext({ baseURL: product.url });
    const page = await context.newPage();
    const person = await Person.register(product.url);
    await person.logIn(context);
    await page.goto('/');
    await page.getByRole('button', { name: 'Start' }).click();
    for (const count of ['1', '2', '3']) {
      await page.getByRole('button', { name: 'Count', exact: true }).click();
      await expect(page.getByLabel('Counter')).toHaveText(count);
    }

    await product.halt();
    await product.run();

    await page.reload();
    await expect(page.getByRole('button', { name: /Logged in as/ })).toBeVisible();
    await page.getByRole('button', { name: 'Count', exact: true }).click();
    await expect(page.getByLabel('Counter')).toHaveText('4');
    await context.close();
  });

  test('comes back after both processes were killed', async () => {
    const person = await Person.register(product.url);
    await product.halt('SIGKILL');
    await product.run();
    const client = await person.client();
    expect((await client.session.current()).user?.username).toBe(person.user.username);
  });
});

test.describe('a browser that is restarted', () => {
  test('forgets a plain log-in [S-085, S-213]', async ({ page, person }) => {
    await logIn(page, person);
    await closeBrowser(page);
    await page.goto('/');
    await expect(page.getByText('Unknown')).toBeVisible();
  });

  test('remembers a remembered one, and asks for the password before sensitive changes [FL-071, FL-076]', async ({
    page,
    person,
  }) => {
    await logIn(page, person, true);
    await closeBrowser(page);
    await page.goto('/settings/devices');
    await expect(page.getByRole('button', { name: /Logged in as/ })).toBeVisible();
    const view = await page.evaluate(() => fetch('/api/session').then((answer) => answer.json()));
    expect(view.session).toMatchObject({ remembered: true, freshUntil: null });
  });
});

async function logIn(page: Page, person: Person, remember = false): Promise<void> {
  await page.goto('/login');
  await page.getByRole('textbox', { name: 'Username or email address' }).fill(person.user.username);
  await page.getByRole('textbox', { name: 'Password' }).fill(person.password);
  if (remember) await page.getByRole('checkbox', { name: /Keep me logged in/ }).check();
  await page.getByRole('button', { name: 'Login' }).click();
  await expect(page).toHaveURL(/\/welcome$/);
}

/** What a browser does when it closes: cookies without a date are gone. */
async function closeBrowser(page: Page): Promise<void> {
  const context = page.context();
  const kept = (await context.cookies()).filter(({ expires }) => expires > 0);
  await context.clearCookies();
  await context.addCookies(kept);
}

test('a product with a shorter minimum says so in its forms, and takes such a password [S-038]', async ({
  browser,
}) => {
  const product = await Product.start({ PASSWORD_MIN_LENGTH: '9' });
  const page = await browser.newPage({ baseURL: product.url });
  await page.goto('/register');
  await expect(page.getByText(/At least 9 characters/)).toBeVisible();
  await page.getByRole('textbox', { name: 'Username' }).fill('shorty');
  await page.getByRole('textbox', { name: 'Email address' }).fill('shorty@example.com');
  await page.getByRole('textbox', { name: 'Password', exact: true }).fill('owl tower');
  await page.getByRole('textbox', { name: 'Confirm password' }).fill('owl tower');
  await page.getByRole('button', { name: 'Sign Up' }).click();
  await expect(page).toHaveURL(/\/welcome$/);
  await product.stop();
});
