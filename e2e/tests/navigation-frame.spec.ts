import { type PageName, paths, pathTo, publicPages } from '@gatehouse/auth-core';
import { expect, type Page, test } from '../fixtures.ts';

const names = Object.keys(paths) as PageName[];
const entrances: readonly PageName[] = ['login', 'register'];

test.describe('every page', () => {
  test('says who is logged in and offers the log-out, inside one frame [S-072, S-140, S-207, UX-NV-06, UX-NV-07, UX-NV-11, UX-AX-09, WB-09]', async ({
    loggedInPage: page,
    person: { user },
  }) => {
    test.setTimeout(60_000);
    const params = { id: user.id, username: user.username };
    for (const name of names.filter((each) => !entrances.includes(each))) {
      await page.goto(pathTo(name, params));
      await expectFrame(page);
      const menu = page.getByRole('banner').getByRole('button', { name: /^Logged in as/ });
      await expect(menu).toContainText(user.name);
      const footer = page.getByRole('contentinfo');
      await expect(footer, name).toContainText(`Logged in as ${user.email}.`);
      const logOut = footer.locator('form').filter({ hasText: 'Log out' });
      await expect(logOut, name).toHaveAttribute('method', 'post');
      await expect(logOut).toHaveAttribute('action', '/logout');
      await expect(logOut.getByRole('button', { name: 'Log out' })).toBeVisible();
    }
    await page.getByRole('button', { name: /^Logged in as/ }).click();
    await expect(page.getByRole('banner').getByRole('listitem')).toHaveText([
      'Messages',
      'Cookies',
      'Users',
      'Profile',
      'Settings',
      'My orders',
      'Log out',
    ]);
  });

  test('is in the same frame for visitors, without a log-out [S-072, S-140, S-207, UX-NV-11, UX-AX-09]', async ({
    page,
  }) => {
    for (const name of publicPages) {
      await page.goto(paths[name]);
      await expectFrame(page);
      await expect(page.getByText(/^Logged in as/)).toHaveCount(0);
      await expect(page.getByRole('button', { name: 'Log out' })).toHaveCount(0);
    }
  });
});

/** Header, messages, page and footer once each, and help in the same place. */
async function expectFrame(page: Page): Promise<void> {
  for (const landmark of ['banner', 'main', 'contentinfo'] as const)
    await expect(page.getByRole(landmark)).toHaveCount(1);
  await expect(page.getByRole('navigation', { name: 'Main' })).toHaveCount(1);
  await expect(page.getByRole('region', { name: 'Messages for you' })).toHaveCount(1);
  await expect(page.getByRole('contentinfo').getByRole('link').first()).toHaveText(
    'Cookies and sessions, explained',
  );
}
