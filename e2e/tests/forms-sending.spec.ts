import { expect, type Page, test } from '../fixtures.ts';
import { Person, password } from '../person.ts';

/** Every request that would change something, as method and path. */
function writesOf(page: Page): string[] {
  const writes: string[] = [];
  page.on('request', (request) => {
    if (request.method() !== 'GET')
      writes.push(`${request.method()} ${new URL(request.url()).pathname}`);
  });
  return writes;
}

const identifier = (page: Page) => page.getByRole('textbox', { name: 'Username or email address' });
const secret = (page: Page) => page.getByRole('textbox', { name: 'Password', exact: true });
const confirmation = (page: Page) => page.getByRole('textbox', { name: 'Confirm password' });
const summary = (page: Page) => page.getByRole('main').getByRole('alert');

test('an empty log-in is refused here, at its field [S-016, S-021, S-112, UX-F-14]', async ({
  page,
}) => {
  const writes = writesOf(page);
  await page.goto('/login');
  await expect(summary(page)).toHaveCount(0);
  await page.getByRole('button', { name: 'Login' }).click();

  await expect(summary(page)).toContainText('Username or Password cannot be empty.');
  await expect(page.getByRole('region', { name: 'There is a problem' })).toBeFocused();
  await expect(page).toHaveTitle('Error: Cookieshop | Login');
  await expect(identifier(page)).toHaveAttribute('aria-invalid', 'true');
  await expect(identifier(page)).toHaveAccessibleDescription(/cannot be empty/);
  await summary(page).getByRole('link').click();
  await expect(identifier(page)).toBeFocused();
  expect(writes).toEqual([]);
});

test('a malformed registration is refused here, in the words of the API [S-016, UX-F-14, UX-ER-07, UX-PW-08]', async ({
  page,
}) => {
  const writes = writesOf(page);
  const typed = {
    username: 'no good name',
    email: 'nobody',
    password: 'too short',
    passwordConfirmation: 'another',
  };
  await page.goto('/register');
  for (const [name, value] of Object.entries(typed))
    await page.locator(`input[name=${name}]`).fill(value);
  await page.getByRole('button', { name: 'Sign Up' }).click();
  await expect(summary(page).getByRole('listitem')).toHaveCount(4);
  const shown = await summary(page).getByRole('listitem').allTextContents();
  expect(writes).toEqual([]);

  const answer = await page.request.post('/api/users', { data: typed });
  expect(answer.status()).toBe(422);
  const { fields } = (await answer.json()) as { fields: Record<string, string[]> };
  expect(Object.values(fields).flat().sort()).toEqual(shown.sort());
  expect(shown.join(' ')).not.toMatch(/invalid|illegal|you failed|please/i);

  await page.locator('input[name=username]').fill('gatehouse-fan');
  await secret(page).fill('gatehouse-fan-2026');
  await page.getByRole('button', { name: 'Sign Up' }).click();
  await expect(secret(page)).toHaveAccessibleDescription(
    /Choose a password that is not your username/,
  );
});

test('a refused log-in says one thing for both fields, and keeps what may be kept [S-021, S-022, UX-F-17, UX-ER-06, UX-PW-13]', async ({
  page,
  person,
}) => {
  await page.goto('/login');
  for (const typed of [person.user.username, `nobody-${process.pid}`]) {
    await identifier(page).fill(typed);
    await secret(page).fill('not the password at all');
    const [answer] = await Promise.all([
      page.waitForResponse((each) => each.url().endsWith('/api/session')),
      page.getByRole('button', { name: 'Login' }).click(),
    ]);
    expect(answer.status()).toBe(401);
    await expect(summary(page).getByRole('listitem')).toHaveText('Invalid username or password.');
    await expect(page.getByRole('region', { name: 'There is a problem' })).toBeFocused();
    await expect(page).toHaveTitle('Error: Cookieshop | Login');
    await expect(identifier(page)).toHaveValue(typed);
    await expect(secret(page)).toHaveValue('');
    await expect(page.locator('[aria-invalid]')).toHaveCount(0);
    await summary(page).getByRole('link').click();
    await expect(secret(page)).toBeFocused();
  }

  await identifier(page).fill(person.user.email);
  await secret(page).fill(person.password);
  await page.getByRole('button', { name: 'Login' }).click();
  await expect(page).toHaveURL(/\/welcome$/);
  await expect(page.locator('form[action="/login"]')).toHaveCount(0);
  await expect(page.getByRole('main').getByRole('alert')).toHaveCount(0);
});

test('a refused registration keeps everything that was typed [S-022, UX-F-17]', async ({
  page,
  person,
}) => {
  await page.goto('/register');
  await page.getByRole('textbox', { name: 'Username' }).fill(person.user.username);
  await page.getByRole('textbox', { name: 'Email address' }).fill('somebody@example.com');
  await page.getByRole('textbox', { name: /^Name/ }).fill('李 小龙');
  await secret(page).fill(password);
  await confirmation(page).fill(password);
  await page.getByRole('button', { name: 'Sign Up' }).click();
  await expect(page.getByRole('textbox', { name: 'Username' })).toHaveAccessibleDescription(
    /is not available/,
  );
  await expect(page.getByRole('textbox', { name: /^Name/ })).toHaveValue('李 小龙');
  await expect(secret(page)).toHaveValue(password);
  await expect(confirmation(page)).toHaveValue(password);
});

test('a double click sends once, and says so meanwhile [UX-F-16]', async ({ page, person }) => {
  const writes = writesOf(page);
  await page.route('**/api/session', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 400));
    await route.continue();
  });
  await page.goto('/login');
  await identifier(page).fill(person.user.username);
  await secret(page).fill(person.password);
  const button = page.locator('button[type=submit]');
  const width = await button.evaluate((element) => element.getBoundingClientRect().width);
  await button.dblclick();
  await expect(button).toHaveAccessibleName('Logging in…');
  await expect(button).toHaveAttribute('aria-disabled', 'true');
  await expect(button).toBeFocused();
  expect(await button.evaluate((element) => element.getBoundingClientRect().width)).toBe(width);
  await expect(page).toHaveURL(/\/welcome$/);
  expect(writes.filter((each) => each === 'POST /api/session')).toHaveLength(1);
});

test('Enter sends from every field [UX-F-18]', async ({ page }) => {
  for (const address of ['/login', '/register']) {
    await page.goto(address);
    await expect(page.locator('form')).toHaveJSProperty('noValidate', true);
    for (const field of await page
      .locator('form input:not([type=hidden], [type=checkbox])')
      .all()) {
      await field.press('Enter');
      await expect(page.getByRole('region', { name: 'There is a problem' })).toBeFocused();
    }
  }
});

test('what a password manager put in silently counts [S-012, UX-F-04]', async ({
  page,
  person,
}) => {
  await page.goto('/login');
  await page.locator('form').evaluate(
    (form: HTMLFormElement, values) => {
      for (const [name, value] of Object.entries(values)) {
        const field = form.elements.namedItem(name);
        if (field instanceof HTMLInputElement) field.value = value;
      }
    },
    { identifier: person.user.username, password: person.password },
  );
  await page.getByRole('button', { name: 'Login' }).click();
  await expect(page).toHaveURL(/\/welcome$/);
});

test('an address is trimmed and a password is not [UX-F-12]', async ({ page, baseURL }) => {
  const spaced = '  a lantern at both ends  ';
  const person = await Person.register(baseURL ?? '', { password: spaced });
  await page.goto('/login');
  await identifier(page).fill(`  ${person.user.email.toUpperCase()} `);
  await secret(page).fill(spaced.trim());
  await page.getByRole('button', { name: 'Login' }).click();
  await expect(summary(page)).toContainText('Invalid username or password.');
  await secret(page).fill(spaced);
  await page.getByRole('button', { name: 'Login' }).click();
  await expect(page).toHaveURL(/\/welcome$/);
});

test("the API's words about a field stand at the field, and unknown ones in the summary [UX-ER-08]", async ({
  page,
}) => {
  // The server is the real one: only what it is asked is changed on the way.
  await page.route('**/api/users', async (route) => {
    const typed = route.request().postDataJSON() as object;
    await route.continue({ postData: JSON.stringify({ ...typed, shoeSize: 43 }) });
  });
  await page.goto('/register');
  await page.getByRole('textbox', { name: 'Username' }).fill(`unknown-${process.pid}`);
  await page.getByRole('textbox', { name: 'Email address' }).fill('unknown@example.com');
  await secret(page).fill(password);
  await confirmation(page).fill(password);
  await page.getByRole('button', { name: 'Sign Up' }).click();
  await expect(summary(page)).toContainText('There is no such field.');

  await page.unroute('**/api/users');
  await secret(page).fill('passwordpassword');
  await confirmation(page).fill('passwordpassword');
  await page.getByRole('button', { name: 'Sign Up' }).click();
  await expect(secret(page)).toHaveAccessibleDescription(/Many people use this password/);
  await expect(secret(page)).toHaveAttribute('aria-invalid', 'true');
});
