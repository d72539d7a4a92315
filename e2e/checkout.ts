import { expect, type Page } from '@playwright/test';

const address = {
  'Street and number': 'Oven Lane 3',
  City: 'Bakersfield',
  'State or region': 'CA',
  'Postal code': '93301',
  Country: 'United States',
};

/** One ginger snap, for whoever is there. */
export async function fillCart(page: Page): Promise<void> {
  await page.goto('/cookies');
  await page.getByRole('button', { name: 'Add to cart: Ginger Snap' }).click();
  await expect(page.getByText('In your cart: 1 × Ginger Snap')).toBeVisible();
}

/** Up to the look at everything before the order. */
export async function fillAddress(page: Page): Promise<void> {
  for (const [label, value] of Object.entries(address))
    await page.getByRole('textbox', { name: label }).fill(value);
  await page.getByRole('textbox', { name: 'Country' }).press('Enter');
  await expect(page.getByRole('heading', { name: 'Check your order' })).toBeFocused();
}
