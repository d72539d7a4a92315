import { createServer, type Server } from 'node:http';
import { expect, type Page, unwatchedTest as test } from '../fixtures.ts';
import { freePort } from '../product.ts';

/** An attacker's pages: on another port of the same name they are same-site, under another name cross-site. */
class Attacker {
  readonly #server: Server;
  readonly #port: number;
  #page = '';

  private constructor(server: Server, port: number) {
    this.#server = server;
    this.#port = port;
    server.on('request', (_request, response) => {
      response.setHeader('content-type', 'text/html').end(this.#page);
    });
  }

  static async start(): Promise<Attacker> {
    const port = await freePort();
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    return new Attacker(server, port);
  }

  serve(page: string): void {
    this.#page = page;
  }

  url(name: string): string {
    return `http://${name}:${this.#port}/`;
  }

  stop(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}

let attacker: Attacker;
test.beforeAll(async () => {
  attacker = await Attacker.start();
});
test.afterAll(() => attacker.stop());

for (const name of ['localhost', '127.0.0.1']) {
  test.describe(`a page of another origin under ${name}`, () => {
    test('logs nobody out with a form [CS-02, CS-04, S-073, S-197, D-45]', async ({
      loggedInPage: page,
      baseURL,
    }) => {
      await attack(page, name, form(`${baseURL}/logout`, {}));
      await expectLoggedIn(page);
    });

    test('logs nobody in as somebody else [CS-04, D-45, RT-29]', async ({
      page,
      person,
      baseURL,
    }) => {
      const credentials = { identifier: person.user.username, password: person.password };
      await attack(page, name, form(`${baseURL}/login`, credentials));
      await page.goto('/');
      await expect(page.getByText('Unknown')).toBeVisible();
    });

    test('changes nothing with fetch, images or frames [CS-02, CS-05, S-073, S-197, D-45]', async ({
      loggedInPage: page,
      person,
      baseURL,
    }) => {
      const url = `${baseURL}/api/users/${person.user.id}`;
      await attack(
        page,
        name,
        `<img src="${baseURL}/logout"><img src="${baseURL}/api/session"><link rel="prefetch" href="${baseURL}/logout">
         <iframe sandbox="allow-scripts allow-forms" srcdoc="<form method=post action='${baseURL}/logout'></form><script>document.forms[0].submit()</script>"></iframe>
         <script>
           const send = (method, type, body) => fetch('${url}', { method, mode: type ? 'cors' : 'no-cors', credentials: 'include', ...(type ? { headers: { 'content-type': type } } : {}), ...(body ? { body } : {}) }).catch(() => {});
           Promise.all([send('DELETE', 'application/json'), send('PATCH', 'application/json', '{"name":"Owned"}'), send('POST', '', '{"name":"Owned"}'),
             fetch('${baseURL}/api/session', { method: 'POST', mode: 'no-cors', credentials: 'include', body: '{}' }).catch(() => {}),
             fetch('${baseURL}/api/counter', { method: 'POST', mode: 'no-cors', credentials: 'include' }).catch(() => {})])
             .then(() => { document.title = 'done' });
         </script>`,
      );
      await expect(page).toHaveTitle('done');
      await expectLoggedIn(page);
      const client = await person.client();
      expect(await client.users.get(person.user.id)).toMatchObject({ name: person.user.name });
    });
  });
}

async function attack(page: Page, name: string, html: string): Promise<void> {
  attacker.serve(html);
  await page.goto(attacker.url(name));
  await page.waitForLoadState('networkidle');
}

function form(action: string, fields: Readonly<Record<string, string>>): string {
  const inputs = Object.entries(fields).map(
    ([name, value]) => `<input name="${name}" value="${value}">`,
  );
  return `<form method="post" action="${action}">${inputs.join('')}</form><script>document.forms[0].submit()</script>`;
}

async function expectLoggedIn(page: Page): Promise<void> {
  await page.goto('/welcome');
  await expect(page.getByRole('button', { name: /Logged in as/ })).toBeVisible();
}
