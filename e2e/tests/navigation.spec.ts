import { fillLogIn } from '../auth-forms.ts';
import { expect, type Page, test } from '../fixtures.ts';
import { glimpses } from '../glimpses.ts';
import { Person } from '../person.ts';

const loggedInAs = (page: Page) => page.getByRole('button', { name: /Logged in as/ });

test.describe('a visitor', () => {
  test('of a guarded page sees nothing of it, logs in, and lands there [S-005, S-112, UX-NV-01, UX-FL-09]', async ({
    page,
    person,
  }) => {
    const headings = await glimpses(page, 'h1');
    await page.goto('/welcome');
    await expect(page).toHaveURL(/\/login\?next=%2Fwelcome$/);
    await page.goto('/');
    await page.getByRole('link', { name: 'Users', exact: true }).click();
    await expect(page).toHaveURL(/\/login\?next=%2Fusers$/);
    await page.goto(`/users?search=${person.user.username}`);
    await expect(page.getByText('Please log in first')).toBeVisible();
    expect(new Set(headings)).toEqual(new Set(['Log in', 'Cookies to eat, sessions to keep']));

    await fillLogIn(page, person);
    await expect(page).toHaveURL(new RegExp(`/users\\?search=${person.user.username}$`));
    await expect(page.getByText("You've successfully logged in!")).toBeVisible();
    await expect(page.getByRole('row')).toHaveCount(2);
  });

  test('goes from a log-in to the welcome page, whatever a link promises [S-139, UX-NV-02]', async ({
    page,
    person,
  }) => {
    await page.goto('/login?next=//elsewhere.example/users');
    await fillLogIn(page, person);
    await expect(page).toHaveURL(`${person.baseUrl}/welcome`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(
      `Welcome, ${person.user.username}`,
    );
    for (const doubtful of [
      'https://elsewhere.example/',
      '/\\elsewhere.example',
      '/%5Celsewhere.example',
      'javascript:alert(1)',
      '/login?next=/login',
      '/logout',
      '/no/such/page',
      `/users?search=${'a'.repeat(3000)}`,
    ]) {
      await page.goto(`/login?next=${encodeURIComponent(doubtful)}`);
      await expect(page, doubtful).toHaveURL(`${person.baseUrl}/welcome`);
    }
  });

  test('finds both ways in as words on every public page, on a phone too [S-072, UX-F-21]', async ({
    page,
  }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    for (const address of ['/', '/login', '/register', '/messages', '/cookies', '/cart']) {
      await page.goto(address);
      const header = page.getByRole('banner');
      await expect(header.getByRole('link', { name: 'Log in' })).toBeInViewport();
      await expect(header.getByRole('link', { name: 'Sign up' })).toBeInViewport();
      await expect(page.getByRole('button', { name: 'Log out' })).toHaveCount(0);
      await expect(page.getByText('Logged in as')).toHaveCount(0);
    }
  });
});

test.describe('somebody who is logged in', () => {
  test('never sees the forms to log in and to register [UX-NV-04]', async ({
    loggedInPage: page,
  }) => {
    const forms = await glimpses(page, 'form[action="/login"], form[action="/register"]');
    await page.goto('/login');
    await expect(page).toHaveURL(/\/welcome$/);
    await page.goto('/register?next=/cart');
    await expect(page).toHaveURL(/\/cart$/);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    expect(forms).toEqual([]);
  });

  test('does not go back to the log-in form [UX-NV-05]', async ({ page, person }) => {
    await page.goto('/cookies');
    await page.goto('/login?next=/messages');
    await fillLogIn(page, person);
    await expect(page).toHaveURL(/\/messages$/);
    await expect(loggedInAs(page)).toBeVisible();
    await page.goBack();
    await expect(page).toHaveURL(/\/cookies$/);
    await expect(loggedInAs(page)).toBeVisible();
  });

  test('has a page of their own, and nobody else has [S-006, S-147]', async ({ page, baseURL }) => {
    const person = await Person.register(baseURL ?? '', { username: `mary-ANN.${process.pid}` });
    const other = await Person.register(baseURL ?? '');
    await person.logIn(page.context());
    await page.goto('/welcome');
    await page.getByRole('link', { name: 'Your own page' }).click();
    await expect(page).toHaveURL(`${person.baseUrl}/user/${person.user.username}`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(
      `Hello Mary-Ann.${process.pid}`,
    );
    await expect(page.getByRole('contentinfo')).toContainText(person.user.email);
    const view = await page.evaluate(() => fetch('/api/session').then((answer) => answer.json()));
    expect(view.user.username).toBe(`mary-ANN.${process.pid}`);

    await page.goto(`/user/${other.user.username}`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Page not found');
  });

  test('opens links in new tabs as everywhere [UX-NV-12]', async ({ loggedInPage: page }) => {
    await page.goto('/');
    const [tab] = await Promise.all([
      page.context().waitForEvent('page'),
      page
        .getByRole('link', { name: 'Messages', exact: true })
        .click({ modifiers: ['ControlOrMeta'] }),
    ]);
    await expect(tab).toHaveURL(/\/messages$/);
    await expect(page).toHaveURL(/\/$/);
  });
});
