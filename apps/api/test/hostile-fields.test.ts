import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Api, startApi } from './api.ts';
import { dumpOf } from './database-dump.ts';
import { type TextField, textFieldsOf } from './field-list.ts';
import { type Operation, operationsOf } from './operation-list.ts';
import { type RawAnswer, type RawPerson, rawPerson } from './raw-browser.ts';
import { statementsOf } from './statement-list.ts';

/** What PostgreSQL refuses, and what the wire would turn into something else. */
const unstorable = ['a\0b', '\ud800', 'a\udfffb', '\udc00\ud800'];

const absent = '00000000-0000-4000-8000-000000000000';

/** Would be seen in a statement that it became a part of. */
const marker = `zq9'"--`;

describe('every text that is taken', () => {
  let api: Api;
  let person: RawPerson;
  let operations: Operation[];
  let fields: TextField[];
  beforeAll(async () => {
    api = await startApi();
    person = await rawPerson(api, 'admin');
    operations = await operationsOf(api);
    fields = textFieldsOf(operations);
  });
  afterAll(() => api.stop());

  const addressOf = ({ path }: Operation) =>
    path.replace(/\{\w+\}/, path.includes('/users/') ? person.user.id : absent);

  function send({ operation, bodyWith }: TextField, text: string): Promise<RawAnswer> {
    return person.browser.send(operation.method, addressOf(operation), bodyWith(text));
  }

  it('is known by the contract, down to the last field', () => {
    expect(fields.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'POST /api/users username',
        'POST /api/session identifier',
        'PATCH /api/users/{id} avatarUrl',
        'PUT /api/users/{id}/role role',
        'POST /api/shop/orders lines.0.slug',
        'POST /api/shop/orders address.country',
      ]),
    );
  });

  it('is refused with NUL or half a character in it, and nothing of it is stored [D-35] [IN-03]', async () => {
    const before = await dumpOf(api);
    const taken: unknown[] = [];
    for (const field of fields)
      for (const text of unstorable) {
        // NUL is a character like others of a password that is only hashed, never stored.
        if (/password/i.test(field.name) && text.isWellFormed()) continue;
        const { status, problem } = await send(field, `${text}lantern over the harbour`);
        // Where there is no mail, these are not there.
        if (status === 404 && field.name.includes('password-reset-requests')) continue;
        if (![400, 422].includes(status) || problem.status !== status)
          taken.push([field.name, text, status]);
      }
    expect(taken).toEqual([]);
    expect(await dumpOf(api)).toBe(before);
  });

  it('is refused with them in addresses and queries too, or is the percent signs that it was [D-35] [IN-03] [IN-17]', async () => {
    const strange: unknown[] = [];
    const encoded = ['%00', 'a%00b', '%ed%a0%80', '%ed%bf%bf', '%c0%80', '%ff'];
    for (const operation of operations.filter(({ path }) => path.startsWith('/api/')))
      for (const text of encoded) {
        const { method, path, query } = operation;
        const places = [
          ...(path.includes('{') ? [path.replace(/\{\w+\}/, text)] : []),
          ...Object.keys(query).map((name) => `${addressOf(operation)}?${name}=${text}`),
        ];
        for (const place of places) {
          const answer = await person.browser.send(method, place);
          const isRefused = [400, 404, 422].includes(answer.status);
          const isLiteral = !text.includes('%00') && answer.text.startsWith('{"items":[],');
          if (!isRefused && !isLiteral) strange.push([method, place, answer.status, answer.text]);
        }
      }
    expect(strange).toEqual([]);
    expect(await dumpOf(api)).not.toContain('\ufffd');
  });

  it('is a parameter of statements and never a part of one [RT-31] [IN-06]', async () => {
    const statements = statementsOf(api);
    for (const field of fields) {
      const isPassword = /password/i.test(field.name);
      await send(field, isPassword ? `${marker} over the harbour` : marker);
      await send(field, `${marker}@example.com`);
    }
    const value = encodeURIComponent(marker);
    for (const operation of operations) {
      const names = [...Object.keys(operation.query), 'order', 'sort', 'fields', 'where', 'limit'];
      for (const name of names)
        await person.browser.send(operation.method, `${addressOf(operation)}?${name}=${value}`);
      const path = operation.path.replace(/\{\w+\}/, value).replace('*', value);
      await person.browser.send(operation.method, path, undefined, {
        'idempotency-key': marker,
        'user-agent': marker,
        'x-forwarded-for': marker,
        cookie: `sid=${marker}; known=${marker}; here=${marker}`,
      });
    }
    expect(statements.length).toBeGreaterThan(50);
    expect(statements.filter((statement) => statement.includes('zq9'))).toEqual([]);
  });
});
