import { violations } from '../axe.ts';
import { expect, test } from '../fixtures.ts';
import { lastMail } from '../outbox.ts';

test.describe('the outbox', () => {
  test('shows a mail as people get it: text and HTML, in light and dark, on a small screen', async ({
    page,
    person,
  }) => {
    const client = await person.client();
    const password = 'twelve lanterns over the harbour';
    await client.account.changePassword({
      currentPassword: person.password,
      password,
      passwordConfirmation: password,
    });
    const mail = await lastMail(person.user.email, { subject: /^New password/ });

    await page.setViewportSize({ width: 360, height: 800 });
    await page.goto('/dev/outbox');
    await page.locator(`a[href$="${mail.id}"]`).click();
    const letter = page.frameLocator('iframe');
    await expect(letter.getByRole('heading')).toHaveText(mail.subject);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await violations(page)).toEqual([]);
    }
    // Its own style holds there, and no script could.
    const colour = await letter
      .locator('main')
      .evaluate((main) => getComputedStyle(main).borderRadius);
    expect(colour).toBe('10px');
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(360);
  });
});
