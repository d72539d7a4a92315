import { expect, type Page, test } from '../fixtures.ts';

test.describe('the log-in form', () => {
  test('asks for two things, and says what they are [S-012, S-015, S-018, S-020, UX-F-01, UX-F-04, UX-F-10, UX-F-11, UX-F-23, UX-IN-03]', async ({
    page,
  }) => {
    await page.goto('/login');
    await expect(page).toHaveTitle('Cookieshop | Login');
    const form = page.getByRole('main').locator('form');
    await expect(form).toHaveCount(1);
    await expect(form).toHaveAttribute('method', 'post');
    await expect(form).toHaveAttribute('action', '/login');
    await expect(form.locator('button[type=submit]')).toHaveCount(1);
    await expect(form.getByRole('button', { name: 'Login', exact: true })).toBeVisible();
    await expect(form.getByRole('textbox')).toHaveCount(2);
    await expect(page.locator('iframe, canvas')).toHaveCount(0);

    await expectAttributes(page, 'Username or email address', {
      type: 'text',
      autocomplete: 'username',
      autocapitalize: 'none',
      autocorrect: 'off',
      spellcheck: 'false',
      enterkeyhint: 'next',
      dir: 'ltr',
    });
    await expectAttributes(page, 'Password', {
      type: 'password',
      autocomplete: 'current-password',
      autocapitalize: 'none',
      spellcheck: 'false',
      enterkeyhint: 'go',
      dir: 'ltr',
    });
  });

  test('begins in its first field, where a keyboard is at hand [UX-F-19]', async ({
    page,
    browser,
    baseURL,
  }) => {
    await page.goto('/login');
    await expect(page.getByLabel('Username or email address')).toBeFocused();

    const phone = await browser.newPage({
      ...(baseURL ? { baseURL } : {}),
      hasTouch: true,
      isMobile: true,
      viewport: { width: 360, height: 740 },
    });
    await phone.goto('/login');
    await expect(phone.locator('form')).toHaveJSProperty('noValidate', true);
    await expect(phone.getByLabel('Username or email address')).not.toBeFocused();
    await phone.close();
  });
});

test.describe('the registration form', () => {
  test('is reached by its other name, with where to go on [S-003]', async ({ page }) => {
    await page.goto('/signup?next=/settings/devices');
    await expect(page).toHaveURL(/\/register\?next=\/settings\/devices$/);
    await expect(page.getByRole('heading', { name: 'Create an account' })).toBeVisible();
    await expect(page.locator('input[name=next]')).toHaveValue('/settings/devices');
    await expect(page.getByRole('main').getByRole('link', { name: 'Log in' })).toHaveAttribute(
      'href',
      '/login?next=%2Fsettings%2Fdevices',
    );
  });

  test('says what every field is for [S-015, S-018, S-020, UX-F-01, UX-F-05, UX-F-10, UX-F-11, UX-F-19, UX-PW-07, UX-IN-03, UX-IN-07]', async ({
    page,
  }) => {
    await page.goto('/register');
    await expect(page).toHaveTitle('Cookieshop | Register');
    const form = page.getByRole('main').locator('form');
    await expect(form).toHaveCount(1);
    await expect(form).toHaveAttribute('method', 'post');
    await expect(form.locator('button[type=submit]')).toHaveText(/^Sign Up/);
    await expect(page.getByLabel('Username')).toBeFocused();

    const exact = { autocapitalize: 'none', spellcheck: 'false', dir: 'ltr', enterkeyhint: 'next' };
    await expectAttributes(page, 'Username', { ...exact, autocomplete: 'username' });
    await expectAttributes(page, 'Email address', {
      ...exact,
      type: 'email',
      autocomplete: 'email',
      autocorrect: 'off',
      inputmode: 'email',
    });
    await expectAttributes(page, 'Name', { autocomplete: 'name', dir: 'auto' });
    const secret = { type: 'password', autocomplete: 'new-password', spellcheck: 'false' };
    await expectAttributes(page, 'Password', { ...secret, autocapitalize: 'none', dir: 'ltr' });
    await expectAttributes(page, 'Confirm password', { ...secret, enterkeyhint: 'go' });
    await expect(
      page.getByRole('textbox', { name: 'Password', exact: true }),
    ).toHaveAccessibleDescription('At least 15 characters. A few unrelated words work well.');
  });
});

test('every field has a label that leads to it, and the browser leaves the checks to us [S-016, S-017, UX-F-14]', async ({
  page,
}) => {
  for (const address of ['/login', '/register']) {
    await page.goto(address);
    await expect(page.locator('form')).toHaveJSProperty('noValidate', true);
    for (const field of await page.locator('form input:not([type=hidden])').all()) {
      const label = page.locator(`label[for=${await field.getAttribute('id')}]`);
      await expect(label).toBeVisible();
      await label.click();
      await expect(field).toBeFocused();
    }
  }
  const answer = await page.request.get('/register', { headers: { accept: 'text/html' } });
  // Without our scripts the browser checks: the document asks it to.
  expect((await answer.text()).match(/ required=""/g)).toHaveLength(4);
});

async function expectAttributes(
  page: Page,
  label: string,
  attributes: Readonly<Record<string, string>>,
): Promise<void> {
  const field = page.getByRole('textbox', { name: new RegExp(`^${label}( \\(optional\\))?$`) });
  for (const [name, value] of Object.entries(attributes))
    await expect(field, `${name} of ${label}`).toHaveAttribute(name, value);
  await expect(field).not.toHaveAttribute('maxlength');
  await expect(field).not.toHaveAttribute('placeholder');
}
