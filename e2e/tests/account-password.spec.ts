import { paths } from '@gatehouse/auth-core';
import { secret } from '../auth-forms.ts';
import { expect, type Page, test } from '../fixtures.ts';

test.describe('the form to change a password', () => {
  test('is found at its well-known address, through the log-in [UX-PW-11, UX-PW-12]', async ({
    page,
    person,
  }) => {
    const answer = await page.request.get('/.well-known/change-password', { maxRedirects: 0 });
    expect(answer.status()).toBe(303);
    expect(answer.headers()['location']).toBe(paths.settingsPassword);
    const nowhere = await page.request.get(
      '/.well-known/resource-that-should-not-exist-whose-status-code-should-not-be-200',
    );
    expect(nowhere.status()).toBe(404);

    await page.goto('/.well-known/change-password');
    await page.getByRole('textbox', { name: 'Username or email address' }).fill(person.user.email);
    await secret(page).fill(person.password);
    await secret(page).press('Enter');
    await expect(page).toHaveURL(/\/settings\/password$/);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Password');
  });

  test('says whose password it is, and is gone once it is changed [S-015, UX-F-01, UX-F-06, UX-PW-07, UX-PW-08, UX-PW-13]', async ({
    loggedInPage: page,
    person,
  }) => {
    await page.goto(paths.settingsPassword);
    const form = page.getByRole('main').locator('form');
    await expect(form).toHaveCount(1);
    await expect(form.locator('button[type=submit]')).toHaveCount(1);
    await expectHiddenUsername(page, person.user.username);

    const fields = ['Current password', 'New password', 'New password, again'];
    for (const name of fields) {
      const field = page.getByRole('textbox', { name, exact: true });
      await expect(field).toHaveAttribute('type', 'password');
      await expect(field).toHaveAttribute(
        'autocomplete',
        name.startsWith('Current') ? 'current-password' : 'new-password',
      );
      await expect(field).not.toHaveAttribute('maxlength');
    }
    const chosen = page.getByRole('textbox', { name: 'New password', exact: true });
    await expect(chosen).toHaveAccessibleDescription(/^At least 15 characters/);

    await page.getByRole('textbox', { name: 'Current password' }).fill(person.password);
    await chosen.fill(person.user.email);
    await page.getByRole('textbox', { name: 'New password, again' }).fill(person.user.email);
    await chosen.press('Enter');
    await expect(chosen).toHaveAccessibleDescription(/that is not your username, your email/);

    const next = 'seven kettles on a wet stove';
    await chosen.fill(next);
    await page.getByRole('textbox', { name: 'New password, again' }).fill(next);
    await chosen.press('Enter');
    await expect(page).toHaveURL(/\/settings\/devices$/);
    await expect(page.getByText('Password changed. Other devices signed out: 1.')).toBeVisible();
    await expect(page.locator('input[type=password]')).toHaveCount(0);
  });
});

test('the confirmation says whose password it asks for, says why, and leads back [FL-111, FL-112, UX-F-01, UX-F-07, UX-FL-09]', async ({
  loggedInPage: page,
  person,
}) => {
  await page.goto('/confirm?next=/settings/devices');
  await expect(page.getByRole('main')).toContainText('Please reauthenticate to access this page.');
  await expectHiddenUsername(page, person.user.username);

  await secret(page).fill('not the password');
  await secret(page).press('Enter');
  await expect(secret(page)).toHaveAccessibleDescription(/The password is not right/);
  await secret(page).fill(person.password);
  await secret(page).press('Enter');
  await expect(page).toHaveURL(/\/settings\/devices$/);
  await expect(page.getByText('Your password is confirmed.')).toBeVisible();

  await page.goto('/confirm?next=//elsewhere.example/');
  await secret(page).fill(person.password);
  await secret(page).press('Enter');
  await expect(page).toHaveURL(/\/welcome$/);
});

test('a dialog asks for the password in the middle of a change, and goes on with it [UX-F-07, FL-111]', async ({
  loggedInPage: page,
  person,
}) => {
  await page.goto('/settings/profile');
  await page.getByRole('textbox', { name: 'Username' }).fill(`${person.user.username}-new`);
  await page.getByRole('button', { name: 'Save changes' }).click();
  const dialog = page.getByRole('dialog', { name: 'Confirm your password' });
  await expect(dialog).toContainText('This is a sensitive change');
  await expect(dialog.locator('input[name=username]')).toHaveValue(person.user.username);
  await expect(secret(page)).toBeFocused();
  await secret(page).fill(person.password);
  await secret(page).press('Enter');
  await expect(page.getByText('User Updated!')).toBeVisible();
  await expect(dialog).toHaveCount(0);
});

/** There for password managers; neither seen, nor reached with Tab, nor read out. */
async function expectHiddenUsername(page: Page, username: string): Promise<void> {
  const field = page.locator('form input[autocomplete=username]');
  await expect(field).toHaveValue(username);
  await expect(field).toHaveAttribute('readonly');
  await expect(field).toHaveCSS('clip-path', 'inset(50%)');
  await field.evaluate((element) => element.focus());
  await expect(field).not.toBeFocused();

  const tools = await page.context().newCDPSession(page);
  const { root } = await tools.send('DOM.getDocument');
  const { nodeId } = await tools.send('DOM.querySelector', {
    nodeId: root.nodeId,
    selector: 'form input[autocomplete=username]',
  });
  const { nodes } = await tools.send('Accessibility.getPartialAXTree', {
    nodeId,
    fetchRelatives: false,
  });
  expect(nodes[0]?.ignored).toBe(true);
}
