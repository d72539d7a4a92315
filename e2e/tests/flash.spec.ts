import { fillLogIn } from '../auth-forms.ts';
import { expect, type Page, test } from '../fixtures.ts';

const region = (page: Page) => page.getByRole('region', { name: 'Messages for you' });

test('a message is there for one page, and not again by reload or back [UX-FL-05]', async ({
  page,
  person,
}) => {
  await page.goto('/login?next=/cookies');
  await fillLogIn(page, person);
  await expect(region(page)).toContainText("You've successfully logged in!");

  await page.getByRole('link', { name: 'Messages', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Messages');
  await expect(region(page).getByRole('listitem')).toHaveCount(0);
  await page.goBack();
  await expect(page).toHaveURL(/\/cookies$/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Cookies, the kind you eat');
  await expect(region(page).getByRole('listitem')).toHaveCount(0);

  await page.goto('/messages');
  await page.getByRole('textbox', { name: 'Message' }).fill('Said once.');
  await page.getByRole('button', { name: 'Post message' }).click();
  await expect(region(page)).toContainText('Message Created!');
  await page.reload();
  await expect(page.getByText('Said once.')).toBeVisible();
  await expect(region(page).getByRole('listitem')).toHaveCount(0);
});

test('every change says what came of it [S-112, UX-FL-09]', async ({
  loggedInPage: page,
  person,
}) => {
  const expectMessage = (text: string) => expect(region(page)).toContainText(text);
  await page.goto('/messages');
  await page.getByRole('textbox', { name: 'Message' }).fill('A first draft');
  await page.getByRole('button', { name: 'Post message' }).click();
  await expectMessage('Message Created!');
  await page.getByRole('link', { name: 'Edit “A first draft”' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Edit message');
  await page.getByRole('textbox', { name: 'Message' }).fill('A second draft');
  await page.getByRole('button', { name: 'Save message' }).click();
  await expectMessage('Message Updated!');
  await page.getByRole('button', { name: 'Delete “A second draft”' }).click();
  await page.getByRole('button', { name: 'Delete message' }).click();
  await expectMessage('Message Deleted!');
  await expect(page.getByText('A second draft')).toHaveCount(0);

  await page.goto('/settings/profile');
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('لينا');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expectMessage('User Updated!');

  await person.client();
  await page.goto('/settings/devices');
  // Registration, the browser of this test, and the program just now.
  const devices = page.getByRole('list', { name: 'Devices that are logged in' });
  await expect(devices.getByRole('listitem')).toHaveCount(3);
  await devices.getByRole('button').first().click();
  await expectMessage('That device was signed out.');
  await expect(devices.getByRole('listitem')).toHaveCount(2);
  await page.getByRole('button', { name: 'Log out all other devices' }).click();
  await page.getByRole('button', { name: 'Log out other devices' }).click();
  await page.getByRole('textbox', { name: 'Password' }).fill(person.password);
  await page.getByRole('button', { name: 'Confirm' }).click();
  await expectMessage('Other devices signed out: 1.');
  await expect(devices.getByRole('listitem')).toHaveCount(1);
});
