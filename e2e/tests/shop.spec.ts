import { expect, type Page, test, unwatchedTest } from '../fixtures.ts';
import type { Person } from '../person.ts';

const address = {
  'Street and number': 'Oven Lane 3',
  City: 'Bakersfield',
  'State or region': 'CA',
  'Postal code': '93301',
  Country: 'United States',
};

async function fillCart(page: Page): Promise<void> {
  await page.goto('/cookies');
  await page.getByRole('button', { name: 'Add to cart: Ginger Snap' }).click();
  await expect(page.getByText('In your cart: 1 × Ginger Snap')).toBeVisible();
}

async function fillAddress(page: Page): Promise<void> {
  for (const [label, value] of Object.entries(address))
    await page.getByRole('textbox', { name: label }).fill(value);
  await page.getByRole('textbox', { name: 'Country' }).press('Enter');
  await expect(page.getByRole('heading', { name: 'Check your order' })).toBeFocused();
}

async function ordersOf(person: Person): Promise<number> {
  const { items } = await (await person.client()).shop.orders({});
  return items.length;
}

test('a visitor fills a cart, is asked to log in at checkout, and finds it again [S-112, UX-SH-01, UX-SH-02, UX-SH-06]', async ({
  page,
  person,
}) => {
  await fillCart(page);
  await page.getByRole('link', { name: 'Go to your cart' }).click();
  await expect(page.getByRole('rowheader', { name: 'Ginger Snap' })).toBeVisible();
  await page.getByRole('link', { name: 'Go to checkout' }).click();
  await expect(page).toHaveURL(/\/login\?next=%2Fcheckout$/);
  await expect(page.getByText('Please log in first')).toBeVisible();
  await page.getByRole('textbox', { name: 'Username or email address' }).fill(person.user.email);
  await page.getByRole('textbox', { name: 'Password', exact: true }).fill(person.password);
  await page.getByRole('button', { name: 'Login' }).click();
  await expect(page).toHaveURL(/\/checkout$/);
  await expect(page.getByText('This is a demo, no payment is taken.')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue(
    person.user.name,
  );
  for (const [label, autocomplete] of [
    ['Street and number', 'address-line1'],
    ['Postal code', 'postal-code'],
    ['Country', 'country-name'],
  ] as const)
    await expect(page.getByRole('textbox', { name: label })).toHaveAttribute(
      'autocomplete',
      autocomplete,
    );

  await page.getByRole('button', { name: 'Review order' }).click();
  await expect(page.getByRole('main').getByRole('alert')).toContainText(
    'Please fill out all address fields.',
  );
  await page.getByRole('main').getByRole('alert').getByRole('link').click();
  await expect(page.getByRole('textbox', { name: 'Street and number' })).toBeFocused();

  await fillAddress(page);
  await expect(page.getByRole('row', { name: 'Ginger Snap 1' })).toBeVisible();
  await expect(page.getByRole('main')).toContainText('Bakersfield');
  await page.getByRole('button', { name: 'Change address' }).click();
  await expect(page.getByRole('textbox', { name: 'City' })).toHaveValue('Bakersfield');
});

unwatchedTest(
  'an order that is sent twice is placed once [S-112, UX-F-16, UX-SH-03, UX-FL-09]',
  async ({ loggedInPage: page, person }) => {
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
    await expect(page.getByRole('main').getByRole('alert')).toContainText(
      'The order was not placed',
    );
    expect(await ordersOf(person)).toBe(1);

    await page.getByRole('button', { name: 'Place order' }).dblclick();
    await expect(page).toHaveURL(/\/orders\/./);
    await expect(page.getByText('Thank you! Your order has been placed.')).toBeVisible();
    await expect(page.getByText('This is a demo, no payment is taken.')).toBeVisible();
    expect(await ordersOf(person)).toBe(1);
  },
);

test('everybody sees their own orders, and empty places say what to do next [UX-AD-08, UX-SH-04]', async ({
  loggedInPage: page,
}) => {
  for (const [place, title, link] of [
    ['/orders', 'No orders yet', 'Browse the cookies'],
    ['/cart', 'Your cart is empty', 'Choose more cookies'],
    ['/checkout', 'Nothing to order', 'Choose some cookies'],
  ] as const) {
    await page.goto(place);
    await expect(page.getByRole('heading', { name: title })).toBeVisible();
    await expect(page.getByRole('main').getByRole('link', { name: link })).toHaveAttribute(
      'href',
      '/cookies',
    );
  }
});
