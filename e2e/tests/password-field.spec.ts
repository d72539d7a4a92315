import { secret } from '../auth-forms.ts';
import { contrast } from '../contrast.ts';
import { expect, test } from '../fixtures.ts';

test.describe('a password field', () => {
  test('takes what is pasted, whole, and counts it [PW-10, UX-PW-01, UX-F-13]', async ({
    page,
    context,
  }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto('/register');
    const long = 'lantern '.repeat(33).slice(0, 257);
    await page.evaluate((text) => navigator.clipboard.writeText(text), long);
    for (const name of ['Password', 'Confirm password']) {
      await page.getByRole('textbox', { name, exact: true }).focus();
      await page.keyboard.press('Control+V');
    }
    await expect(secret(page)).toHaveValue(long);
    await page.getByRole('textbox', { name: 'Username' }).fill('pasting');
    await page.getByRole('textbox', { name: 'Email address' }).fill('pasting@example.com');
    await page.getByRole('button', { name: 'Sign Up' }).click();
    await expect(secret(page)).toHaveAccessibleDescription(
      /Use at most 128 characters. You have 257./,
    );
    await expect(secret(page)).toHaveValue(long);
  });

  test('is looked at on demand, and hidden again before it is sent [PW-10, S-015, UX-PW-02, UX-PW-03, UX-PW-04, UX-PW-05]', async ({
    page,
  }) => {
    await page.goto('/register');
    await secret(page).fill('nine lanterns');
    await secret(page).press('ArrowLeft');
    await page.getByRole('button', { name: 'Show password', exact: true }).click();
    await expect(secret(page)).toHaveAttribute('type', 'text');
    await expect(secret(page)).toHaveJSProperty('selectionStart', 12);
    for (const [name, value] of [
      ['autocomplete', 'new-password'],
      ['spellcheck', 'false'],
      ['autocapitalize', 'none'],
    ] as const)
      await expect(secret(page)).toHaveAttribute(name, value);
    await expect(page.getByText('Your password is visible.')).toHaveCount(1);
    const other = page.getByRole('textbox', { name: 'Confirm password' });
    await expect(other).toHaveAttribute('type', 'password');
    await expect(page.getByRole('button', { name: 'Show confirm password' })).toBeVisible();

    await page.getByRole('button', { name: 'Sign Up' }).click();
    await expect(page.getByRole('main').getByRole('alert')).toBeVisible();
    await expect(secret(page)).toHaveAttribute('type', 'password');
    await expect(page.getByRole('button', { name: 'Show password', exact: true })).toBeVisible();
  });

  for (const colorScheme of ['light', 'dark'] as const)
    test(`is readable in ${colorScheme} when it was filled in [UX-PW-16]`, async ({ page }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.goto('/login');
      await secret(page).fill('filled in by a manager');
      const plain = await secret(page).evaluate((field) => getComputedStyle(field).boxShadow);
      const tools = await page.context().newCDPSession(page);
      await tools.send('DOM.enable');
      await tools.send('CSS.enable');
      const { root } = await tools.send('DOM.getDocument');
      for (const name of ['identifier', 'password']) {
        const { nodeId } = await tools.send('DOM.querySelector', {
          nodeId: root.nodeId,
          selector: `input[name=${name}]`,
        });
        await tools.send('CSS.forcePseudoState', { nodeId, forcedPseudoClasses: ['autofill'] });
        const field = page.locator(`input[name=${name}]`);
        // The browser's own colour of such a field is painted over.
        await expect(field).not.toHaveCSS('box-shadow', plain);
        expect(
          await contrast(field, '-webkit-text-fill-color', 'box-shadow'),
        ).toBeGreaterThanOrEqual(4.5);
      }
    });
});
