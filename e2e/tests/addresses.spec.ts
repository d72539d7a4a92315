import { violations } from '../axe.ts';
import { expect, type Page, test } from '../fixtures.ts';
import { linkIn, MailServer } from '../mail-server.ts';
import { lastMail } from '../outbox.ts';
import { testWith } from '../own-product.ts';
import { password } from '../person.ts';

const title = (page: Page) => page.getByRole('heading', { level: 1 });

test.describe('an address of mail', () => {
  test('is verified by a link that opens in another browser, and only by its button [EXT-003, UX-AC-08]', async ({
    loggedInPage: page,
    person,
    browser,
    baseURL,
  }) => {
    await page.goto('/settings/profile');
    await expect(page.getByText(/Nobody has shown yet/)).toBeVisible();
    const { action } = await lastMail(person.user.email, { subject: /^Verify/ });
    const elsewhere = await browser.newContext({ baseURL: baseURL ?? '' });
    const other = await elsewhere.newPage();
    await other.goto(action?.url ?? '');
    await expect(title(other)).toHaveText('Verify your email address');
    expect(new URL(other.url()).hash).toBe('');
    await page.reload();
    await expect(page.getByText(/Nobody has shown yet/)).toBeVisible();
    await other.getByRole('button', { name: 'Verify the address' }).click();
    await expect(title(other)).toHaveText('Your email address is verified');
    await expect(other.getByRole('banner').getByRole('link', { name: 'Log in' })).toBeVisible();
    await elsewhere.close();
    await page.reload();
    await expect(title(page)).toHaveText('Profile');
    await expect(page.getByText(/Nobody has shown yet/)).toHaveCount(0);
  });

  test('changes when the new one is confirmed; both are shown until then [EXT-005, UX-AC-08]', async ({
    loggedInPage: page,
    person,
  }) => {
    const [unwanted, email] = [`old-${person.user.email}`, `new-${person.user.email}`];
    const ask = async (wanted: string) => {
      await page.getByRole('textbox', { name: 'Email address' }).fill(wanted);
      await page.getByRole('button', { name: 'Save changes' }).click();
    };
    await page.goto('/settings/profile');
    await ask(unwanted);
    const dialog = page.getByRole('dialog', { name: 'Confirm your password' });
    await dialog.getByRole('textbox', { name: 'Password' }).fill(password);
    await dialog.getByRole('button', { name: 'Confirm' }).click();
    const waiting = page.getByText(/^Your new address .* waits to be confirmed/);
    await expect(waiting).toContainText(unwanted);
    await expect(waiting).toContainText(`Until then your address is ${person.user.email}.`);
    await expect(page.getByRole('textbox', { name: 'Email address' })).toHaveValue(
      person.user.email,
    );
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Keep the old address' }).click();
    await expect(waiting).toHaveCount(0);
    await ask(email);
    await expect(waiting).toContainText(email);
    const { action } = await lastMail(email, { subject: /^Confirm/ });
    await page.goto(action?.url ?? '');
    await page.getByRole('button', { name: 'Confirm the address' }).click();
    await expect(title(page)).toHaveText('Your email address is changed');
    await expect(page.getByRole('contentinfo')).toContainText(`Logged in as ${email}.`);
  });
});

const mailServer = await MailServer.open();
const testWithMail = testWith(mailServer.variables);

testWithMail.describe('with mail', () => {
  testWithMail(
    'a registration is finished by its link, and says the same for an address that has an account [EXT-003, S-051, UX-ER-12]',
    async ({ page }) => {
      const email = 'lina@example.com';
      const register = async (username: string) => {
        await page.goto('/register');
        await page.getByRole('textbox', { name: 'Username' }).fill(username);
        await page.getByRole('textbox', { name: 'Email address' }).fill(email);
        await page.getByRole('textbox', { name: 'Password', exact: true }).fill(password);
        await page.getByRole('textbox', { name: 'Confirm password' }).fill(password);
        await page.getByRole('button', { name: 'Sign Up' }).click();
        await expect(page).toHaveURL(/\/login$/);
        await expect(page.getByText(/^Check your email/)).toBeVisible();
      };
      await register('lina');
      const message = await mailServer.lastTo(email);
      await page.goto(linkIn(message));
      const field = page.getByRole('textbox', { name: 'Password', exact: true });
      const finish = page.getByRole('button', { name: 'Make my account' });
      await field.fill('what a stranger would type');
      await finish.click();
      await expect(page.getByRole('alert')).toContainText('That is not the password');
      await field.fill(password);
      await finish.click();
      await expect(title(page)).toHaveText('Your account is ready');
      await page.getByRole('main').getByRole('link', { name: 'Log in' }).click();
      await register('another-lina');
      await expect.poll(() => mailServer.lastTo(email)).toContain('You have an account');
      await page.getByRole('textbox', { name: 'Username or email address' }).fill(email);
      await page.getByRole('textbox', { name: 'Password', exact: true }).fill(password);
      await page.getByRole('button', { name: 'Login' }).click();
      await expect(page).toHaveURL(/\/welcome$/);
    },
  );
});
