import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../test/database.ts';
import { DatabaseLine } from '../test/database-line.ts';
import { eventually } from '../test/eventually.ts';
import { BuiltServer } from './built-server.ts';

const production = {
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://app.example.com',
};

describe('a start without a database', () => {
  let database: TestDatabase;
  const servers: BuiltServer[] = [];
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterEach(async () => {
    for (const server of servers.splice(0)) await server.stop();
  });
  afterAll(() => database.drop());

  /** How a start ended that must not come to be ready. */
  async function refusal(databaseUrl: string, variables: Record<string, string> = {}) {
    const server = await BuiltServer.spawn({ databaseUrl, variables });
    servers.push(server);
    const began = performance.now();
    const code = await server.end;
    expect(performance.now() - began).toBeLessThan(30_000);
    expect([...server.said, ...server.log].filter((line) => /^\s+at /.test(line))).toEqual([]);
    expect(server.said.length).toBeLessThanOrEqual(3);
    return { code, said: server.said.join('\n') };
  }

  const changed = (change: (url: URL) => void): string => {
    const url = new URL(database.url);
    change(url);
    return url.href;
  };

  it('ends with words that help, and without a stack, whatever it is that is missing [D-02]', async () => {
    const line = new DatabaseLine(database.url);
    const lineUrl = await line.open();
    line.cut();
    const cut = await refusal(lineUrl);
    line.mend();
    line.stall();
    const mute = await refusal(lineUrl);
    line.close();
    const closed = await refusal(changed((url) => Object.assign(url, { port: '1' })));
    const password = await refusal(changed((url) => Object.assign(url, { password: 'wrong' })));
    const missing = await refusal(changed((url) => Object.assign(url, { pathname: '/nobody' })));
    const empty = await refusal(
      changed((url) => Object.assign(url, { pathname: '/postgres' })),
      production,
    );

    for (const { code, said } of [cut, mute, closed, password, missing]) {
      expect(code).toBe(1);
      expect(said).toMatch(/^The database cannot be reached: .+\nCheck DATABASE_URL/m);
    }
    for (const { said } of [cut, mute, closed])
      expect(said).toMatch(/^Waiting for the database …\n/);
    for (const { said } of [password, missing]) expect(said).not.toContain('Waiting');
    expect(password.said).not.toContain(new URL(database.url).password);
    expect(empty).toEqual({
      code: 1,
      said: 'The database lacks migrations. Apply them with: npm run gatehouse -- migrate up',
    });
  });

  it('becomes one that serves when the database comes while it waits [D-02]', async () => {
    const line = new DatabaseLine(database.url);
    const databaseUrl = await line.open();
    line.cut();
    const server = await BuiltServer.spawn({ databaseUrl });
    servers.push(server);
    await eventually(() => server.said.length > 0);
    expect(await server.status('/api/health/live')).toBe(0);
    line.mend();

    await server.ready(10_000);
    expect(await server.status('/api/session')).toBe(200);
    await server.stop();
    line.close();
  });
});
