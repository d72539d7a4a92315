import { expect, type Page, test } from '../fixtures.ts';
import { Person } from '../person.ts';

const markup = '<img src=x onerror=alert(1)>';

test.describe('what a script can reach', () => {
  test('is no credential: neither cookies, storage, addresses nor the page hold one [S-089, S-090, WB-07, UX-SS-12]', async ({
    page,
    context,
    person,
  }) => {
    const addresses: string[] = [];
    page.on('request', (request) => addresses.push(request.url()));
    await logIn(page, person);
    for (const path of ['/settings/devices', '/settings/profile', '/messages', '/cart', '/orders'])
      await page.goto(path, { waitUntil: 'networkidle' });

    const cookies = await context.cookies();
    const token = cookies.find(({ name }) => name === 'sid')?.value ?? '';
    const [, secret = ''] = token.split('.');
    expect(secret.length).toBeGreaterThan(40);
    expect(cookies.map(({ httpOnly }) => httpOnly)).toEqual(cookies.map(() => true));

    const reachable = await page.evaluate(async () => {
      const databases = await indexedDB.databases();
      const globals = Object.entries(globalThis).map(([name, value]) =>
        typeof value === 'string' ? `${name}=${value}` : name,
      );
      return [
        document.cookie,
        JSON.stringify({ ...localStorage, ...sessionStorage }),
        JSON.stringify(databases),
        JSON.stringify(await caches.keys()),
        globals.join(),
        document.documentElement.outerHTML,
        JSON.stringify(history.state),
      ];
    });
    expect(reachable[0]).toBe('');
    for (const text of [...reachable, ...addresses]) {
      expect(text).not.toContain(secret);
      expect(text).not.toContain(person.password);
      expect(text).not.toContain(encodeURIComponent(person.password));
    }
  });

  test('is not the session cookie, under its own name either [S-090]', async ({
    loggedInPage: page,
    context,
  }) => {
    await page.goto('/welcome');
    const before = await context.cookies();
    await page.evaluate(() => {
      Object.assign(document, { cookie: 'sid=forged.forged; path=/' });
    });
    expect(await context.cookies()).toEqual(before);
    await page.reload();
    await expect(page.getByRole('button', { name: /Logged in as/ })).toBeVisible();
  });
});

test.describe('what people typed', () => {
  // A script of theirs would say so; nobody asks for a dialog otherwise.
  test.beforeEach(({ page }) => {
    page.on('dialog', async (dialog) => {
      await dialog.dismiss();
      throw new Error(`A page ran a script: ${dialog.message()}`);
    });
  });

  test('is text wherever it is shown, and never markup [WB-08, D-51]', async ({
    page,
    baseURL,
  }) => {
    const person = await Person.register(baseURL ?? '', { name: markup });
    const client = await person.client();
    const { id } = await client.messages.create({ content: markup });
    await fetch(`${baseURL}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': `${markup}/1.0 (${markup})` },
      body: JSON.stringify({ identifier: person.user.username, password: person.password }),
    });
    await logIn(page, person);
    for (const path of [
      '/welcome',
      '/messages',
      `/messages/${id}/edit`,
      `/users?search=${person.user.username}`,
      `/users/${person.user.id}`,
      `/users/${person.user.id}/edit`,
      '/settings/profile',
      '/settings/devices',
    ]) {
      await page.goto(path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await expectHarmless(page);
    }
    await page.goto('/messages');
    const message = page.getByRole('main').getByRole('listitem').filter({ hasText: markup });
    await expect(message.getByText(markup).first()).toBeVisible();
    await message.getByRole('button', { name: /Delete/ }).click();
    await expect(page.getByRole('dialog')).toContainText(markup);
    await expectHarmless(page);
  });

  test('is text in addresses, too [WB-08, D-51]', async ({ page }) => {
    const hostile = encodeURIComponent(`"></script>${markup}`);
    for (const path of [
      `/login?next=${hostile}`,
      '/login?next=javascript:alert(1)',
      `/${hostile}`,
    ]) {
      await page.goto(path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await expectHarmless(page);
    }
  });
});

test('an answer of the API opened as a page runs nothing [WB-10]', async ({ page, baseURL }) => {
  const person = await Person.register(baseURL ?? '', { name: markup });
  await person.logIn(page.context());
  for (const path of ['/api/session', `/api/users/${person.user.id}`, `/api/${markup}`]) {
    const answer = await page.goto(path);
    const { 'content-type': type, ...headers } = (await answer?.allHeaders()) ?? {};
    expect(type).toMatch(/^application\/(problem\+)?json/);
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['content-security-policy']).toBe("default-src 'none'; frame-ancestors 'none'");
    await expectHarmless(page);
  }
});

test('no page breaks the content policy or asks another origin [WB-11, UX-PL-06]', async ({
  page,
  person,
  baseURL,
}) => {
  const origins = new Set<string>();
  page.on('request', (request) => origins.add(new URL(request.url()).origin));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      console.error(`policy: ${violatedDirective} ${blockedURI}`),
    );
  });
  for (const path of ['/', '/login', '/register', '/cookies', '/cookies-and-sessions'])
    await page.goto(path, { waitUntil: 'networkidle' });
  await logIn(page, person);
  for (const path of ['/users', '/messages', '/settings/devices', '/settings/delete', '/checkout'])
    await page.goto(path, { waitUntil: 'networkidle' });
  expect([...origins]).toEqual([baseURL]);
});

async function logIn(page: Page, person: Person): Promise<void> {
  await page.goto('/login');
  await page.getByRole('textbox', { name: 'Username or email address' }).fill(person.user.username);
  await page.getByRole('textbox', { name: 'Password' }).fill(person.password);
  await page.getByRole('button', { name: 'Login' }).click();
  await expect(page).toHaveURL(/\/welcome$/);
}

async function expectHarmless(page: Page): Promise<void> {
  await expect(page.locator('img[src=x], [onerror]')).toHaveCount(0);
}
