import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { BuiltServer } from './built-server.ts';
import { brokenInvariants } from './invariants.ts';
import { OwnPostgres } from './own-postgres.ts';
import { registrationOf } from './traffic.ts';

let database: OwnPostgres;
let server: BuiltServer;
beforeAll(async () => {
  database = await OwnPostgres.start();
  server = await BuiltServer.start({ databaseUrl: database.url });
});
afterAll(async () => {
  await server?.stop();
  await database?.stop();
});

it.each([
  ['alike', () => registrationOf('everybody')],
  [
    'under spellings of one name',
    (turn: number) => ({
      ...registrationOf(['Renate', 'RENATE', 'renate'][turn % 3] ?? ''),
      email: `renate.${turn}@example.com`,
    }),
  ],
  [
    'with spellings of one address',
    (turn: number) => ({
      ...registrationOf(`jose.${turn}`),
      email: ['josé@example.com', 'jose\u0301@EXAMPLE.com', 'JOSÉ@example.COM'][turn % 3],
    }),
  ],
])('fifty registrations at once, %s, make one account and no fault [D-13]', async (_how, body) => {
  const [before] = await database.ask<{ count: number }>(
    'SELECT count(*)::int AS count FROM users',
  );
  const answers = await Promise.all(
    Array.from({ length: 50 }, async (_, turn) => {
      const response = await server.raw('/api/users', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body(turn)),
      });
      const { code } = (await response.json()) as { code?: string };
      return `${response.status} ${code ?? ''}`.trim();
    }),
  );
  const [after] = await database.ask<{ count: number }>('SELECT count(*)::int AS count FROM users');

  expect(answers.filter((answer) => answer === '201')).toHaveLength(1);
  // Hashing has a line of its own, and that has an end: some may be told to come again.
  expect(
    answers.filter((answer) => !/^(201|409 (username|email)_taken|503 overloaded)$/.test(answer)),
  ).toEqual([]);
  expect(answers.filter((answer) => answer.startsWith('409')).length).toBeGreaterThan(10);
  expect((after?.count ?? 0) - (before?.count ?? 0)).toBe(1);
  expect(await brokenInvariants(database)).toEqual([]);
});
