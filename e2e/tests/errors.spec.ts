import { expect, test } from '../fixtures.ts';
import { Person } from '../person.ts';

const nowhere = '00000000-0000-7000-8000-000000000000';

test("somebody else's controls are not drawn, and their address is refused by name [S-136, S-112, UX-ER-10, UX-FL-09]", async ({
  loggedInPage: page,
  person,
  baseURL,
}) => {
  const other = await Person.register(baseURL ?? '');
  const message = await (await other.client()).messages.create({ content: 'Not yours.' });
  for (const address of [
    `/users/${other.user.id}/edit`,
    `/messages/${message.id}/edit`,
    '/admin',
    '/forbidden',
  ]) {
    await page.goto(address);
    await expect(page.getByRole('heading', { level: 1 }), address).toHaveText('Not Authorized');
    await expect(page.getByRole('main')).toContainText(
      `You are logged in as ${person.user.username} (${person.user.email})`,
    );
    await expect(page.getByRole('textbox')).toHaveCount(0);
  }
  await page.getByRole('link', { name: 'Log out and use another account' }).click();
  await expect(page).toHaveURL(/\/logout$/);

  await page.goto('/messages');
  const item = page.getByRole('listitem').filter({ hasText: 'Not yours.' });
  await expect(item).toBeVisible();
  await expect(item.getByRole('button')).toHaveCount(0);
  await expect(item.getByRole('link', { name: /Edit/ })).toHaveCount(0);
});

test('what is private and what does not exist look the same [UX-ER-10, UX-SH-04]', async ({
  loggedInPage: page,
  baseURL,
}) => {
  const other = await Person.register(baseURL ?? '');
  const order = await (await other.client()).shop.placeOrder({
    lines: [{ slug: 'shortbread', quantity: 1 }],
    address: { name: 'A', street: 'B', city: 'C', state: 'D', zip: 'E', country: 'F' },
  });
  const texts = new Set<string>();
  for (const address of [
    `/orders/${order.id}`,
    `/orders/${nowhere}`,
    `/users/${nowhere}`,
    `/user/${other.user.username}`,
    '/user/nobody-at-all',
    '/nothing/here',
  ]) {
    await page.goto(address);
    await expect(page.getByRole('heading', { level: 1 }), address).toHaveText('Page not found');
    texts.add(await page.getByRole('main').innerText());
  }
  expect(texts.size).toBe(1);
});
