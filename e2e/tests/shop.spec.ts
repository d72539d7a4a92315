import { fillLogIn } from '../auth-forms.ts';
import { fillAddress, fillCart } from '../checkout.ts';
import { expect, test } from '../fixtures.ts';

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
  await fillLogIn(page, person);
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
