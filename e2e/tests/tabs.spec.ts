import { expect, test } from '../fixtures.ts';

test.describe('two tabs of one browser', () => {
  test('log out together, within a second [UX-SS-07, S-070]', async ({
    loggedInPage: first,
    context,
  }) => {
    const second = await context.newPage();
    await first.goto('/messages');
    await second.goto('/messages');
    await first.getByRole('button', { name: /Logged in as/ }).click();
    await first.getByRole('button', { name: 'Log out' }).first().click();
    await expect(first).toHaveURL(/\/login$/);
    await expect(second.getByRole('link', { name: 'Log in' }).first()).toBeVisible({
      timeout: 2_000,
    });
  });

  test('log in together [UX-SS-07]', async ({ page: first, context, person }) => {
    const second = await context.newPage();
    await second.goto('/messages');
    await first.goto('/login');
    await first
      .getByRole('textbox', { name: 'Username or email address' })
      .fill(person.user.username);
    await first.getByRole('textbox', { name: 'Password' }).fill(person.password);
    await first.getByRole('button', { name: 'Login' }).click();
    await expect(second.getByRole('button', { name: /Logged in as/ })).toBeVisible({
      timeout: 2_000,
    });
  });

  test('show a message in one of them [S-105]', async ({
    loggedInPage: first,
    context,
    person,
  }) => {
    const second = await context.newPage();
    await first.goto('/welcome');
    await second.goto('/welcome');
    const cookies = await context.cookies();
    const header = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
    await fetch(`${person.baseUrl}/api/messages`, {
      method: 'POST',
      headers: { cookie: header, 'content-type': 'application/json' },
      body: JSON.stringify({ content: 'said elsewhere' }),
    });
    await Promise.all([first.goto('/messages'), second.goto('/messages')]);
    const text = 'Message Created!';
    const shown = async () =>
      (await first.getByText(text).count()) + (await second.getByText(text).count());
    await expect.poll(shown).toBe(1);
    await first.reload();
    await second.reload();
    for (const tab of [first, second]) await expect(tab.getByText(text)).toHaveCount(0);
  });
});
