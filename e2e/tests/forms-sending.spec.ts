import { identifier, secret, summary } from '../auth-forms.ts';
import { expect, test } from '../fixtures.ts';
import { Person } from '../person.ts';
import { writesOf } from '../writes.ts';

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
