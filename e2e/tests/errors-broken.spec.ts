import { expect, unwatchedTest as test } from '../fixtures.ts';

test('a page that breaks leaves header and log-out usable [UX-ER-11]', async ({
  loggedInPage: page,
}) => {
  await page.goto('/');
  await page.route(/\/assets\/users-page-.*\.js$/, (route) => route.abort());
  await page.getByRole('link', { name: 'Users', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Something went wrong');
  await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();

  await page.getByRole('link', { name: 'Messages', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Messages');
  await page.goBack();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Something went wrong');
  await page.getByRole('contentinfo').getByRole('button', { name: 'Log out' }).click();
  await expect(page).toHaveURL(/\/login$/);
  await expect(page.getByText('You have been signed out.')).toBeVisible();
});

test('an unexpected answer is told with another try and the number of the request [UX-ER-09]', async ({
  loggedInPage: page,
}) => {
  // The server is the real one, and has no fault to show: its answer is turned into one on the way.
  let requestId = '';
  await page.route('**/api/messages*', async (route) => {
    const answer = await route.fetch();
    requestId = answer.headers()['x-request-id'] ?? '';
    const problem = {
      type: 'about:blank',
      title: 'Something went wrong on our side.',
      status: 500,
      code: 'internal_error',
      requestId,
    };
    await route.fulfill({
      status: 500,
      contentType: 'application/problem+json',
      body: JSON.stringify(problem),
    });
  });
  await page.goto('/messages');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Something went wrong');
  expect(requestId).not.toBe('');
  const quoted = page.getByText(requestId);
  await expect(quoted).toBeVisible();
  await expect(quoted).not.toHaveCSS('user-select', 'none');

  await page.unroute('**/api/messages*');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Messages');
});
