import { fillAddress, fillCart } from '../checkout.ts';
import { expect, unwatchedTest as test } from '../fixtures.ts';
import type { Person } from '../person.ts';

test('an order that is sent twice is placed once [S-112, UX-F-16, UX-SH-03, UX-FL-09]', async ({
  loggedInPage: page,
  person,
}) => {
  await fillCart(page);
  await page.goto('/checkout');
  await fillAddress(page);
  // The first answer is lost on its way back: the order stands, and nobody knows it here.
  await page.route(
    '**/api/shop/orders',
    async (route) => {
      await route.fetch();
      await route.abort();
    },
    { times: 1 },
  );
  await page.getByRole('button', { name: 'Place order' }).click();
  await expect(page.getByRole('main').getByRole('alert')).toContainText('The order was not placed');
  expect(await ordersOf(person)).toBe(1);

  await page.getByRole('button', { name: 'Place order' }).dblclick();
  await expect(page).toHaveURL(/\/orders\/./);
  await expect(page.getByText('Thank you! Your order has been placed.')).toBeVisible();
  await expect(page.getByText('This is a demo, no payment is taken.')).toBeVisible();
  expect(await ordersOf(person)).toBe(1);
});

async function ordersOf(person: Person): Promise<number> {
  const { items } = await (await person.client()).shop.orders({});
  return items.length;
}
