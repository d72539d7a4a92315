import { expect, type Page } from './fixtures.ts';
import { testWith } from './own-product.ts';
import { Person } from './person.ts';

/** A product of its own, and its admin. */
export const test = testWith({}).extend<object, { readonly admin: Person }>({
  admin: [
    async ({ product }, use) => {
      const admin = await Person.register(product.url);
      await product.makeAdmin(admin.user.username);
      await use(admin);
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

/** Types the password where it is asked for in the middle of an action. */
export async function confirmPassword(page: Page, { password }: Person): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Confirm your password' });
  await dialog.getByRole('textbox', { name: 'Password' }).fill(password);
  await dialog.getByRole('button', { name: 'Confirm' }).click();
  await expect(dialog).toHaveCount(0);
}
