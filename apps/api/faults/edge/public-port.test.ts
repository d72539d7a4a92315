import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hostName } from './certificate.ts';
import { Front } from './front.ts';
import { exchangeTls } from './tls-line.ts';

/** What scanners ask for, and what a build, a framework or an operator leaves behind. */
const paths = `
  .git/ .git/HEAD .git/config .gitignore .svn/entries .hg/ .DS_Store .env .env.local .env.production .npmrc
  package.json package-lock.json tsconfig.json turbo.json Dockerfile docker-compose.yml README.md CHANGELOG.md
  node_modules/ node_modules/fastify/package.json src/ src/main.ts dist/ dist/main.js main.js server.js.map
  index.html.map assets assets/ assets/index.js.map assets/../package.json assets/..%2f..%2fpackage.json
  assets/%2e%2e/%2e%2e/package.json ..%2f..%2f..%2fetc%2fpasswd %2e%2e/etc/passwd backup.zip backup.sql dump.sql db.sqlite
  metrics api/metrics prometheus status server-status server-info nginx_status debug debug/pprof/ trace health healthz
  api api/ api/docs api/docs/ api/docs-json api/openapi.json api-docs swagger swagger-ui.html swagger.json openapi.json
  graphql graphiql playground refused-by-nginx phpmyadmin/ wp-login.php wp-admin/ xmlrpc.php cgi-bin/ actuator actuator/env
  console manage jolokia/ telescope .well-known/ api/test api/demo __vite_ping @vite/client @fs/etc/passwd
`
  .trim()
  .split(/\s+/);

describe('the public port in production', () => {
  let front: Front;
  beforeAll(async () => {
    front = await Front.start('nginx', { variables: { METRICS_PORT: '28961' } });
  });
  afterAll(() => front.stop());

  it('has nothing under the paths that scanners know, whoever asks in whatever way [WB-13]', async () => {
    expect(paths.length).toBeGreaterThanOrEqual(60);
    const browser = front.browser();
    const faults: unknown[] = [];
    for (const path of paths)
      for (const accept of ['*/*', 'text/html']) {
        const { status, text } = await browser.send('GET', `/${path}`, undefined, { accept });
        const isPage = text.includes('id="bootstrap"');
        const isFound = ![400, 404].includes(status) && !(isPage && accept === 'text/html');
        if (isFound || /"dependencies"|root:|\[core\]|process_cpu|openapi/.test(text))
          faults.push([path, accept, status, text.slice(0, 80)]);
      }
    expect(faults).toEqual([]);
  });

  it('names no software and no version, not in any header and not where something is wrong [WB-13]', async () => {
    const where = { port: front.edge.https, ca: front.certificate.pem };
    const browser = front.browser();
    const answers = await Promise.all([
      ...['/', '/login', '/api/session', '/api/none', '/none', '/api/users'].map((path) =>
        browser.send('GET', path),
      ),
      browser.send('POST', '/api/session', '{'),
      browser.send('TRACE', '/').catch(() => ({ headers: {}, text: '' })),
    ]);
    const bare = await exchangeTls(
      where,
      `GET / HTTP/1.1\r\nHost: ${hostName}\r\nno colon\r\n\r\n`,
    );
    const told = [...answers.map(({ headers, text }) => JSON.stringify(headers) + text), bare];
    const naming = /x-powered-by|x-generator|x-aspnet|fastify|express|nestjs|node\.js|nginx\/\d/i;
    expect(told.filter((words) => naming.test(words))).toEqual([]);
  });

  it('gives away no source of the web app: no map, and no word of one [WB-13]', async () => {
    const browser = front.browser();
    const files = new Set<string>();
    for (const page of ['/', '/login', '/register']) {
      const { text } = await browser.send('GET', page, undefined, { accept: 'text/html' });
      for (const [file] of text.matchAll(/\/assets\/[\w.-]+/g)) files.add(file);
    }
    expect(files.size).toBeGreaterThan(2);
    const faults: unknown[] = [];
    for (const file of files) {
      const { text } = await browser.send('GET', file);
      if (text.includes('sourceMappingURL')) faults.push(file);
      const map = await browser.send('GET', `${file}.map`);
      if (map.status !== 404) faults.push([file, map.status]);
    }
    expect(faults).toEqual([]);
  });
});
