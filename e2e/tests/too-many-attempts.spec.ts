import { expect } from '@playwright/test';
import { testWith } from '../own-product.ts';

const test = testWith({ FAILURES_PER_ADDRESS: '3' });

test('too many attempts are told with the time left, and again after a reload [UX-NW-07]', async ({
  page,
  person,
  baseURL,
}) => {
  for (const ghost of ['one', 'two', 'three'])
    await fetch(`${baseURL}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ identifier: `nobody.${ghost}`, password: 'a guess' }),
    });
  for (const visit of ['first', 'after a reload']) {
    await page.goto('/login');
    await page
      .getByRole('textbox', { name: 'Username or email address' })
      .fill(person.user.username);
    await page.getByRole('textbox', { name: 'Password' }).fill(person.password);
    const submit = page.getByRole('button', { name: 'Login' });
    await submit.click();
    await expect(
      page.getByRole('alert').filter({ hasText: /again in 15 minutes/ }),
      visit,
    ).toBeVisible();
    await expect(submit).toHaveAttribute('aria-disabled', 'true');
    await expect(page.getByRole('textbox', { name: 'Username or email address' })).toHaveValue(
      person.user.username,
    );
  }
});
