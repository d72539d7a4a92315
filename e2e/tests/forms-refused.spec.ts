import { confirmation, identifier, secret, summary } from '../auth-forms.ts';
import { expect, test } from '../fixtures.ts';
import { password } from '../person.ts';
import { writesOf } from '../writes.ts';

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
