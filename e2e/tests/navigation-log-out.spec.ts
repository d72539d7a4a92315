import { expect, test } from '../fixtures.ts';
import { glimpses } from '../glimpses.ts';

test.describe('logging out', () => {
  test('is a button; the typed address asks first [S-007, UX-NV-07, UX-FL-09, S-112]', async ({
    loggedInPage: page,
  }) => {
    await page.goto('/logout');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Log out');
    await page.reload();
    await page.getByRole('link', { name: 'Stay logged in' }).click();
    await expect(page.getByRole('button', { name: /Logged in as/ })).toBeVisible();

    await page.goto('/logout');
    const [request] = await Promise.all([
      page.waitForRequest((each) => each.url().endsWith('/api/session')),
      page.getByRole('main').getByRole('button', { name: 'Log out' }).click(),
    ]);
    expect(request.method()).toBe('DELETE');
    await expect(page).toHaveURL(/\/login$/);
    await expect(page.getByText('You have been signed out.')).toBeVisible();
    await expect(page.getByText(/^Logged in as/)).toHaveCount(0);
  });

  test('without a log-in says so, and is no error [S-159]', async ({ page }) => {
    await page.goto('/logout');
    await expect(page.getByText('Please log in first')).toBeVisible();
    await expect(page.getByRole('main').getByRole('alert')).toHaveCount(0);
    await page.getByRole('main').getByRole('link', { name: 'Log in' }).click();
    await expect(page).toHaveURL(/\/login$/);
  });

  test('leaves nothing private to go back to [UX-NV-08]', async ({
    loggedInPage: page,
    person,
  }) => {
    await page.goto('/settings/profile');
    await page.getByRole('link', { name: 'Devices' }).click();
    await expect(page.getByText('This device')).toBeVisible();
    await page.getByRole('contentinfo').getByRole('button', { name: 'Log out' }).click();
    await expect(page).toHaveURL(/\/login$/);

    const shown = await glimpses(page, 'main, footer');
    await page.goBack();
    await expect(page).toHaveURL(/\/login\?next=/);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Log in');
    expect(shown.join(' ')).not.toContain(person.user.username);
    expect(shown.join(' ')).not.toContain('This device');
  });

  test('leaves an empty form behind, also after a remembered log-in [FL-092]', async ({
    page,
    person,
  }) => {
    await page.goto('/login');
    await page.getByRole('textbox', { name: 'Username or email address' }).fill(person.user.email);
    await page.getByRole('textbox', { name: 'Password', exact: true }).fill(person.password);
    await page.getByRole('checkbox', { name: 'Keep me logged in on this device' }).check();
    await page.getByRole('button', { name: 'Login' }).click();
    await expect(page).toHaveURL(/\/welcome$/);
    await page.getByRole('contentinfo').getByRole('button', { name: 'Log out' }).click();
    await expect(page).toHaveURL(/\/login$/);

    await expect(page.getByRole('textbox', { name: 'Username or email address' })).toHaveValue('');
    await expect(page.getByRole('textbox', { name: 'Password', exact: true })).toHaveValue('');
    await expect(page.getByRole('checkbox')).not.toBeChecked();
    expect((await page.context().cookies()).map(({ name }) => name)).not.toContain('here');
  });
});
