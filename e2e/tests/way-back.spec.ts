import { expect, test } from '../fixtures.ts';

/** Addresses that browsers have been led astray by; the unit tests have more of them. */
const elsewhere = [
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  'https://evil.example',
  'https:evil.example',
  'javascript:alert(document.domain)',
  'data:text/html,<script>alert(1)</script>',
  '/\t/evil.example',
  '/%09/evil.example',
  '/%2f%2fevil.example',
  '/.//evil.example',
  '/settings//evil.example',
  '/settings@evil.example',
  ' //evil.example',
  '\u2028//evil.example',
  '/\uff0fevil.example',
];

// A script that ran would open a dialog, and a request to another origin fails every watched test.
test.beforeEach(({ page }) => {
  page.on('dialog', async (dialog) => {
    await dialog.dismiss();
    throw new Error(`A page ran a script: ${dialog.message()}`);
  });
});

test('a log-in leads to a page of ours, wherever the address says to go [D-37, RT-17, IN-13]', async ({
  page,
  person,
  baseURL,
}) => {
  for (const next of ['//evil.example', '/\\evil.example', 'javascript:alert(document.domain)']) {
    await page.context().clearCookies();
    await page.goto(`/login?next=${encodeURIComponent(next)}`);
    await page
      .getByRole('textbox', { name: 'Username or email address' })
      .fill(person.user.username);
    await page.getByRole('textbox', { name: 'Password' }).fill(person.password);
    await page.getByRole('button', { name: 'Login' }).click();
    await expect(page).toHaveURL(`${baseURL}/welcome`);
  }
});

test('whoever is logged in already is led to a page of ours, too [D-37, RT-17, IN-13]', async ({
  loggedInPage: page,
  baseURL,
}) => {
  for (const next of elsewhere)
    for (const entrance of ['/login', '/register']) {
      await page.goto(`${entrance}?next=${encodeURIComponent(next)}`);
      expect([next, page.url()]).toEqual([next, `${baseURL}/welcome`]);
    }
});
