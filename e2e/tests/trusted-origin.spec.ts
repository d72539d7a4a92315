import { createServer } from 'node:http';
import { expect, unwatchedTest as test } from '../fixtures.ts';
import { Person } from '../person.ts';
import { freePort, Product } from '../product.ts';

test('a page of a trusted origin reads how long to wait, one of another origin reads nothing [UX-NW-08]', async ({
  page,
}) => {
  test.setTimeout(60_000);
  const port = await freePort();
  const trusted = `http://localhost:${port}`;
  const product = await Product.start({ TRUSTED_ORIGINS: trusted });
  const site = createServer((_request, response) => response.end('A page of somebody else.'));
  site.listen(port, '127.0.0.1');
  const person = await Person.register(product.url);

  const guess = () =>
    page.evaluate(
      async ([url, identifier]) => {
        const answer = await fetch(`${url}/api/session`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ identifier, password: 'a guess' }),
        }).catch(() => undefined);
        return answer && { status: answer.status, wait: answer.headers.get('retry-after') };
      },
      [product.url, person.user.username],
    );
  await page.goto(trusted);
  expect(await guess()).toEqual({ status: 401, wait: null });
  for (let attempt = 0; attempt < 10; attempt += 1) await guess();
  expect(await guess()).toEqual({ status: 429, wait: expect.stringMatching(/^\d{1,3}$/) });

  await page.goto(`http://127.0.0.1:${port}`);
  expect(await guess()).toBeUndefined();
  site.close();
  await product.stop();
});
