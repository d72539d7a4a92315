import * as rules from '@gatehouse/auth-core';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parseDuration } from '../src/config/duration.ts';
import { envSchema } from '../src/config/env-schema.ts';
import { databasePatience } from '../src/database/data-source.ts';
import { type Api, startApi } from './api.ts';
import { routesOf } from './route-list.ts';
import { read, tableRows } from './source-files.ts';

const columnsOf = (row: readonly string[]) => row[1]?.split(/\s+/) ?? [];

describe('the page of', () => {
  let api: Api;
  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api.stop());

  it('data has a class for every column of the database, and one only', async () => {
    const markdown = await read('docs/security/data.md');
    const listed = tableRows(`\n## All\n${markdown}`, 'All').flatMap(columnsOf);
    const found: { name: string }[] = await api.database.query(
      `SELECT table_name || '.' || column_name AS name FROM information_schema.columns
        WHERE table_schema = 'public'`,
    );
    expect(listed.toSorted()).toEqual(found.map(({ name }) => name).sort());
  });

  it('rules names every policy, and every route that takes a password: none takes that of somebody else [PW-11]', async () => {
    const markdown = await read('docs/security/rules.md');
    const policies = tableRows(markdown, 'Rights').map(([name = '']) => name);
    expect(policies.filter((name) => name.startsWith('can')).sort()).toEqual(
      Object.keys(rules)
        .filter((name) => /^can[A-Z]/.test(name))
        .sort(),
    );

    const ways = tableRows(markdown, 'Ways in').flatMap(([, routes = '']) => routes.split(', '));
    const known = routesOf(api).map(({ name }) => name);
    expect(ways.filter((way) => !known.includes(way))).toEqual([]);
    const document = (await (await api.raw('/api/openapi.json')).json()) as {
      paths: Record<string, Record<string, unknown>>;
    };
    const takers = Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.entries(operations)
        .filter(([, operation]) => /"(?:current)?password"/i.test(bodyOf(operation)))
        .map(([method]) => `${method.toUpperCase()} ${path}`),
    );
    expect(takers.length).toBeGreaterThan(3);
    expect(takers.filter((taker) => !ways.includes(taker))).toEqual([]);
  });

  it('rules tells the lifetimes that are', async () => {
    const rows = tableRows(await read('docs/security/rules.md'), 'Sessions');
    const defaults: Record<string, unknown> = envSchema.parse({});
    expect(rows.length).toBe(6);
    expect(rows.map(([name = '', value = '']) => [name, parseDuration(value)])).toEqual(
      rows.map(([name = '']) => [name, defaults[name]]),
    );
  });

  it('operation tells how long a request waits for the database, and how many connections there are', async () => {
    const markdown = await read('docs/security/operation.md');
    const waits = tableRows(markdown, 'Connections').flatMap(([what = '', seconds = '']) => {
      const name = /: (\w+)$/.exec(what)?.[1];
      return name ? [[name, Number(seconds) * 1000]] : [];
    });
    expect(Object.fromEntries(waits)).toEqual(databasePatience);
    expect(api.database.options).toMatchObject({ extra: { max: 10 } });
    expect(markdown).toContain('has ten connections to PostgreSQL');
  });
});

describe('the claims', () => {
  it('are of no second level while there is no second factor [MF-01]', async () => {
    const markdown = await read('docs/security/asvs.md');
    const row = markdown.split('\n').find((line) => line.startsWith('| 6.3.3 |')) ?? '';
    expect(row).toMatch(/^\| 6\.3\.3 \| 2 \| [^|]+ \| no \|/);
    expect(markdown).toContain('**Level 2 is not claimed.**');
    expect(await read('SECURITY.md')).toMatch(/no second factor/);
    const claimed = /(?:meets|reach(?:es)?|compl(?:ies|iant)|conforms?|certified)[^.|]*level [23]/i;
    for (const file of ['README.md', 'SECURITY.md', 'docs/security/asvs.md'])
      expect((await read(file)).match(claimed)).toBeNull();
  });
});

/** The schema of what an operation takes, as text. */
function bodyOf(operation: unknown): string {
  return JSON.stringify((operation as { requestBody?: unknown }).requestBody ?? null);
}
