import { readFile } from 'node:fs/promises';
import { violations } from '../axe.ts';
import { expect, type Page } from '../fixtures.ts';
import { Person } from '../person.ts';
import { confirmPassword, test } from '../with-admin.ts';

const card = (page: Page, name: string) => page.getByRole('region', { name });

/** Somebody tries passwords that are not theirs. */
async function guess(url: string, { user }: Person, times: number): Promise<void> {
  for (let time = 0; time < times; time++)
    await fetch(`${url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url },
      body: JSON.stringify({ identifier: user.username, password: 'not that, not at all' }),
    });
}

test.describe('what happens to accounts', () => {
  test('is drawn over time, with the accounts that are guessed [UX-AX-01, UX-AX-06]', async ({
    page,
    product,
    admin,
  }) => {
    const bo = await Person.register(product.url, { name: 'Bo' });
    await guess(product.url, bo, 4);
    await admin.logIn(page.context());
    await page.goto('/admin');
    await page.getByRole('link', { name: 'Dashboard' }).click();
    const wrong = card(page, 'Wrong passwords');
    await expect(wrong.getByRole('img')).toHaveAccessibleName(
      /^Wrong passwords: \d+ in all, at most \d+, /,
    );
    await expect(wrong.locator('.chart-bar').last()).toBeVisible();

    const plot = await wrong.getByRole('img').boundingBox();
    if (!plot) throw new Error('Nothing is drawn.');
    await page.mouse.move(plot.x + plot.width - 2, plot.y + 9);
    await expect(wrong).toContainText(/\d+ so far, /);
    await wrong.getByRole('slider').press('ArrowLeft');
    await expect(wrong.getByRole('slider')).toHaveAttribute('aria-valuetext', /^\d+, /);
    await wrong.getByText('The same in numbers').click();
    await expect(wrong.getByRole('row').last()).toHaveText(/[1-9]\d*$/);
    for (const width of [1280, 360]) {
      await page.setViewportSize({ width, height: 800 });
      expect(await violations(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    }

    await page.getByRole('link', { name: 'The last 30 days' }).click();
    await expect(page).toHaveURL('/admin/dashboard?period=month');
    await expect(page.getByRole('link', { name: 'The last 30 days' })).toHaveAttribute(
      'aria-current',
      'true',
    );
    await page.getByRole('table').getByRole('link', { name: bo.user.username }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Bo');
  });

  test('is listed, narrowed down, and taken along as a file after the password [UX-AD-01, EXT-022]', async ({
    page,
    product,
    admin,
  }) => {
    const cy = await Person.register(product.url, { name: 'Cy' });
    await cy.client();
    await admin.logIn(page.context());
    await page.goto(`/admin/users/${cy.user.id}`);
    await page.getByRole('link', { name: 'All events' }).click();
    const rows = page.getByRole('main').locator('tbody').getByRole('row');
    await expect(rows).toHaveCount(3);
    await expect(page.getByRole('main')).toContainText(`Only events of ${cy.user.username}.`);
    await page.getByRole('combobox', { name: 'What happened' }).selectOption('user_created');
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await expect(rows).toHaveText([/Registered user_created/]);
    await expect(page).toHaveURL(`/admin/events?name=user_created&user=${cy.user.id}`);
    for (const width of [1280, 700, 360]) {
      await page.setViewportSize({ width, height: 800 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    }
    expect(await violations(page)).toEqual([]);

    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page
        .getByRole('button', { name: 'Download as CSV' })
        .click()
        .then(() => confirmPassword(page, admin)),
    ]);
    expect(file.suggestedFilename()).toBe('events.csv');
    const lines = (await readFile(await file.path(), 'utf8')).trim().split('\r\n');
    expect(lines).toHaveLength(2);
    expect(lines[1]).toContain(`user_created,${cy.user.id},${cy.user.username}`);
    await expect(page).toHaveURL(`/admin/events?name=user_created&user=${cy.user.id}`);
  });
});
