import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Api, startApi } from '../test/api.ts';
import { type Operation, operationsOf } from '../test/operation-list.ts';
import { type RawPerson, rawPerson } from '../test/raw-browser.ts';
import { requestTo } from './scanned-request.ts';
import { tool } from './tools.ts';

const run = promisify(execFile);
const MINUTE = 60_000;
const pages = new URL('../../web/dist', import.meta.url).pathname;

/** What wapiti looks for here. Its other modules ask servers elsewhere, or guess at products that are not ours. */
const modules = 'sql,xss,permanentxss,exec,file,crlf,redirect,htaccess,methods';

const lists = ['/api/users?search=a&limit=20', '/api/messages?limit=20&cursor=abc'];

/** Programs that others wrote to break in, let loose on a server and a database of this test alone. */
describe('a scanner', () => {
  let folder: string;
  let api: Api;
  let person: RawPerson;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gatehouse-scans-'));
    api = await startApi({ webFolder: pages });
    person = await rawPerson(api, 'admin');
  });
  afterAll(async () => {
    await api.stop();
    await rm(folder, { recursive: true });
  });

  /** Everything that sqlmap said of one request and all its parameters. */
  async function sqlmap(request: string): Promise<string> {
    const file = join(folder, 'request.txt');
    await writeFile(file, request);
    const { stdout } = await run(
      tool('sqlmap'),
      [
        ...['-r', file, '--batch', '--disable-coloring', '--flush-session', '--dbms=PostgreSQL'],
        // Not by time: a busy computer is slow enough.
        ...[
          '--technique=BEU',
          '--output-dir',
          folder,
          '--timeout=30',
          '--ignore-code=401,404,409,422',
        ],
        '--ignore-stdin',
      ],
      { timeout: 10 * MINUTE, maxBuffer: 64 * 1024 * 1024 },
    );
    return stdout;
  }

  const attacksOn = (path: string) =>
    api.log.filter((line) => (JSON.parse(line) as { path?: string }).path === path).length;

  /** Everything that wapiti objects to, of the pages that it finds from these. */
  async function wapiti(starts: readonly string[], more: readonly string[] = []) {
    const report = join(folder, 'report.json');
    await run(
      tool('wapiti'),
      [
        ...['-u', `${api.baseUrl}/`, '--scope', 'domain', '-m', modules, '--no-bugreport'],
        ...['-f', 'json', '-o', report, '--store-session', folder, '--flush-session'],
        ...['--max-scan-time', '240', '--max-attack-time', '60'],
        ...starts.flatMap((path) => ['-s', api.baseUrl + path]),
        ...more,
      ],
      { timeout: 20 * MINUTE, maxBuffer: 64 * 1024 * 1024 },
    );
    const { vulnerabilities, anomalies } = JSON.parse(await readFile(report, 'utf8')) as Record<
      'vulnerabilities' | 'anomalies',
      Record<string, unknown[]>
    >;
    return [vulnerabilities, anomalies].flatMap((kinds) => Object.values(kinds).flat());
  }

  const isFound = (said: string) => /identified the following injection point/.test(said);

  it(
    'for SQL finds what there is: a server that builds its statements is broken into [IN-06]',
    async () => {
      const careless = createServer(async ({ url = '' }, response) => {
        const name = new URL(url, 'http://x').searchParams.get('name');
        const found = await api.database
          .query(`SELECT name FROM products WHERE slug = '${name}'`)
          .catch((error: unknown) => String(error));
        response.end(JSON.stringify(found));
      });
      careless.listen(0, '127.0.0.1');
      await once(careless, 'listening');
      const { port } = careless.address() as AddressInfo;
      const said = await sqlmap(`GET /?name=session HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`);
      careless.close();
      expect(isFound(said)).toBe(true);
    },
    10 * MINUTE,
  );

  it(
    'for SQL finds nothing of ours, in no query, no body and no path [IN-06] [RT-31]',
    async () => {
      const operations = await operationsOf(api);
      const hasInput = ({ path, query, body }: Operation) =>
        path.includes('{') || body !== undefined || Object.keys(query).length > 0;
      // A deletion would end the person who asks.
      const asked = operations.filter(
        (operation) => hasInput(operation) && operation.method !== 'DELETE',
      );
      expect(asked.length).toBeGreaterThan(12);
      const said: [string, boolean, boolean][] = [];
      for (const operation of asked) {
        // One of these logs in, another one changes the password: the next needs somebody else.
        const words = await sqlmap(await requestTo(api, operation, await rawPerson(api, 'admin')));
        const name = `${operation.method} ${operation.path}`;
        said.push([name, /all tested parameters do not appear/.test(words), isFound(words)]);
      }
      expect(said).toEqual(said.map(([name]) => [name, true, false]));
    },
    120 * MINUTE,
  );

  it(
    'for everything else finds nothing of ours, on any page and in any query [D-31] [WB-08] [IN-13]',
    async () => {
      const found = [
        ...(await wapiti(['/login?next=/settings', '/register', '/signup?next=/settings'])),
        ...(await wapiti(lists, ['-H', `Cookie: ${person.browser.cookie}`])),
      ];
      expect(found).toEqual([]);
      // It did attack: the queries that it was given, and the forms that it found by itself.
      for (const path of ['/api/users', '/api/messages', '/login', '/register'])
        expect([path, attacksOn(path) > 50]).toEqual([path, true]);
    },
    30 * MINUTE,
  );
});
