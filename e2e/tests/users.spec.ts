import { expect, type Page, test } from '../fixtures.ts';
import { Person } from '../person.ts';

const search = (page: Page) => page.getByRole('searchbox', { name: 'Search by name or username' });

test.describe('the list of people', () => {
  test('is a table, and cards with labels where there is no room for one [UX-AD-01, UX-IN-03]', async ({
    loggedInPage: page,
    person,
  }) => {
    await page.goto(`/users?search=${person.user.username}`);
    const table = page.getByRole('table', { name: 'Everybody who has an account' });
    await expect(table.getByRole('columnheader')).toHaveText(['Name', 'Username', 'With us since']);
    const row = table.getByRole('row').nth(1);
    await expect(row.getByRole('rowheader')).toContainText(person.user.name);
    await expect(row.getByRole('link')).toHaveAttribute('dir', 'auto');
    const username = row.getByRole('cell', { name: person.user.username });
    await expect(username).toHaveAttribute('dir', 'ltr');

    await page.setViewportSize({ width: 320, height: 700 });
    await expect(page.getByRole('table')).toBeVisible();
    const label = await username.evaluate((cell) => getComputedStyle(cell, '::before').content);
    expect(label).toContain('Username');
    await expect(username).toBeInViewport();
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBe(0);
  });

  test('is searched in its address, spoken, and says what to do when nobody is found [S-112, UX-AD-02, UX-AD-08, UX-F-18]', async ({
    loggedInPage: page,
    person,
  }) => {
    const requests: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('/api/users')) requests.push(request.url());
    });
    await page.goto('/users');
    await expect(page.getByRole('table')).toBeVisible();
    requests.length = 0;
    await search(page).pressSequentially(person.user.username, { delay: 20 });
    await expect(page).toHaveURL(`/users?search=${person.user.username}`);
    await expect(page.getByRole('main').getByRole('status')).toHaveText('1 user found');
    await expect(search(page)).toBeFocused();
    expect(requests).toHaveLength(1);
    await page.reload();
    await expect(search(page)).toHaveValue(person.user.username);
    await expect(page.getByRole('row')).toHaveCount(2);

    await search(page).fill('nobody-is-called-this');
    await search(page).press('Enter');
    await expect(page.getByRole('heading', { name: 'Nobody found' })).toBeVisible();
    await expect(page.getByRole('main').getByRole('status')).toHaveText('0 users found');
    await page.getByRole('link', { name: 'Show everybody' }).click();
    await expect(page).toHaveURL(/\/users$/);
    await expect(page.getByRole('table')).toBeVisible();
    await expect(search(page)).toHaveValue('');
  });
});

test.describe('a profile', () => {
  test('shows its fields, no secret, and what one may do [S-136, S-146, UX-AD-04]', async ({
    loggedInPage: page,
    person,
    baseURL,
  }) => {
    await page.goto(`/users/${person.user.id}`);
    await expect(page.getByText('This is you')).toBeVisible();
    const main = page.getByRole('main');
    await expect(main.getByRole('term')).toHaveText([
      'Username',
      'Email address',
      'Role',
      'With us since',
    ]);
    await expect(main.getByRole('definition').first()).toHaveText(person.user.username);
    await expect(main).toContainText(person.user.email);
    await expect(main.getByRole('link', { name: 'Edit profile' })).toBeVisible();
    await expect(main.getByRole('link', { name: 'Delete account' })).toHaveAttribute(
      'href',
      '/settings/delete',
    );
    expect(await page.content()).not.toMatch(/argon2|\$v=19|passwordHash/i);

    const other = await Person.register(baseURL ?? '', { name: 'Åsa-Lena 龙' });
    await page.goto(`/users/${other.user.id}`);
    await expect(main.getByRole('heading', { level: 1 })).toHaveText('Åsa-Lena 龙');
    await expect(main.getByRole('term')).toHaveText(['Username', 'With us since']);
    await expect(main).not.toContainText(other.user.email);
    await expect(main.getByRole('link', { name: 'Edit profile' })).toHaveCount(0);
    await expect(main.getByText('Delete account')).toHaveCount(0);
  });
});
