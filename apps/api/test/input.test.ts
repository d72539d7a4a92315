import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Api, newRegistration, password, startApi } from './api.ts';
import { RawBrowser, type RawPerson, rawPerson } from './raw-browser.ts';

const address = { name: 'A', street: 'B', city: 'C', state: 'D', zip: 'E', country: 'F' };
const lines = [{ slug: 'chocolate-chip', quantity: 1 }];
const passwordChange = {
  currentPassword: password,
  password: 'the tide comes in at noon',
  passwordConfirmation: 'the tide comes in at noon',
};

/** Values of every type; each field is right with at most one of these types. */
const values: Record<string, unknown> = {
  string: 'text that is long enough for all',
  number: 7,
  boolean: true,
  null: null,
  array: ['a'],
  'empty array': [],
  object: { $ne: '' },
  query: { where: { id: { $gt: '' } } },
  nothing: undefined,
};

/** What a field takes besides what it refuses: everything else is 422. */
const takes: Record<string, readonly string[]> = {
  name: ['string', 'nothing'],
  avatarUrl: ['null', 'nothing'],
  email: [],
  remember: ['boolean', 'nothing'],
  content: ['string'],
  lines: ['empty array'],
};

const hostile = [
  'a\0b',
  '\0',
  '\ud800',
  'a\udfffb',
  '\u202eevil',
  'a\u2066b',
  '\u0007bell',
  '\u001b[31m',
  '\u0085',
  '\u009f',
  '\x7f',
];

describe('every field of every body', () => {
  let api: Api;
  let person: RawPerson;
  beforeAll(async () => {
    api = await startApi();
    person = await rawPerson(api);
  });
  afterAll(() => api.stop());

  const routes = (): [string, string, Record<string, unknown>][] => [
    ['POST', '/api/users', { ...newRegistration(), name: 'N' }],
    ['POST', '/api/session', { identifier: 'x', password, remember: true }],
    ['POST', '/api/session/confirmation', { password }],
    [
      'PATCH',
      `/api/users/${person.user.id}`,
      { username: 'u', email: 'e', name: 'n', avatarUrl: null },
    ],
    ['PUT', `/api/users/${person.user.id}/role`, { role: 'member' }],
    ['PUT', '/api/account/password', passwordChange],
    ['POST', '/api/messages', { content: 'x' }],
    ['PUT', '/api/shop/cart', { lines }],
    ['POST', '/api/shop/orders', { lines, address }],
  ];

  it('takes one type and says what is wrong with any other [S-024] [IN-01] [IN-02] [RT-22]', async () => {
    for (const [method, path, body] of routes())
      for (const field of Object.keys(body))
        for (const [type, value] of Object.entries(values)) {
          if ((takes[field] ?? []).includes(type)) continue;
          const isOptional = path === `/api/users/${person.user.id}` && type === 'nothing';
          if (isOptional || (type === 'string' && /password|identifier/i.test(field))) continue;
          const { status, text } = await person.browser.send(method, path, {
            ...body,
            [field]: value,
          });
          expect([path, field, type, status]).toEqual([path, field, type, 422]);
          expect(
            Object.keys(JSON.parse(text).fields as object).some(
              (key) => key.split('.')[0] === field,
            ),
          ).toBe(true);
        }
  });

  it.each([
    ['no object', 'null'],
    ['a number', '1'],
    ['a text', '"x"'],
    ['a list', '[]'],
    ['a list of bodies', '[{}]'],
    ['true', 'true'],
    ['nothing', ''],
    ['an empty object', '{}'],
  ])('is asked for where the body is %s [S-023] [S-024] [IN-01]', async (_what, body) => {
    for (const [method, path] of routes().filter(([method]) => method !== 'PATCH')) {
      const answer = await person.browser.send(method, path, body);
      expect([path, answer.status, answer.problem.code]).toEqual([path, 422, 'validation_failed']);
    }
  });

  it.each([
    ['half an object', '{"content":"x"'],
    ['a comment', '{"content":"x"} //'],
    ['two bodies', '{}{}'],
    ['a comma too many', '{"content":"x",}'],
    ['single quotes', "{'content':'x'}"],
    ['NaN', '{"content":NaN}'],
    ['an endless number', '{"content":1e999999'],
    ['a byte order mark', '\ufeff{"content":"x"}'],
    ['a bare control character', '{"content":"\u0001"}'],
    ['no JSON', 'content=x'],
    ['a broken escape', '{"content":"\\u00zz"}'],
  ])('is not read from %s [IN-17]', async (_what, body) => {
    const answer = await person.browser.send('POST', '/api/messages', body);
    expect([answer.status, answer.problem.code]).toEqual([400, 'malformed_request']);
  });

  it('holds no character that cannot be stored or shown, and nothing of it is stored [S-165] [IN-03] [D-35]', async () => {
    const fields: [string, string, Record<string, unknown>, readonly string[]][] = [
      ['POST', '/api/users', { ...newRegistration(), name: 'N' }, ['username', 'email', 'name']],
      ['PATCH', `/api/users/${person.user.id}`, {}, ['username', 'email', 'name', 'avatarUrl']],
      ['POST', '/api/messages', {}, ['content']],
    ];
    for (const [method, path, body, names] of fields)
      for (const name of names)
        for (const text of hostile) {
          const answer = await person.browser.send(method, path, { ...body, [name]: `x${text}y` });
          expect([path, name, text, answer.status]).toEqual([path, name, text, 422]);
        }
    for (const field of Object.keys(address))
      for (const text of hostile) {
        const order = { lines, address: { ...address, [field]: `x${text}` } };
        expect((await person.browser.send('POST', '/api/shop/orders', order)).status).toBe(422);
      }
    for (const text of hostile) {
      const logIn = await new RawBrowser(api).send('POST', '/api/session', {
        identifier: `x${text}`,
        password: 'x',
      });
      expect([401, 422]).toContain(logIn.status);
    }
    const [{ found }] = await api.database.query(
      `SELECT count(*)::int AS found FROM users u WHERE u::text LIKE '%' || U&'\\FFFD' || '%'`,
    );
    expect(found).toBe(0);
  });

  it('is read as UTF-8 alone: bytes that are none are refused [IN-03] [IN-17]', async () => {
    const body = Buffer.concat([
      Buffer.from('{"content":"'),
      Buffer.from([0xff, 0xc0, 0x80, 0xed, 0xa0, 0x80]),
      Buffer.from('"}'),
    ]);
    const answer = await api.raw('/api/messages', {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', cookie: person.browser.cookie },
    });
    expect(answer.status).toBe(400);
  });
});

describe('queries', () => {
  let api: Api;
  let person: RawPerson;
  beforeAll(async () => {
    api = await startApi();
    person = await rawPerson(api);
  });
  afterAll(() => api.stop());

  const lists = ['/api/users', '/api/messages', '/api/shop/orders'];

  it.each([
    'limit=1&limit=2',
    'cursor=a&cursor=b',
    'limit=0',
    'limit=101',
    'limit=-1',
    'limit=1.5',
    'limit=1e2',
    'limit=0x10',
    'limit=%2010',
    'limit=',
    'limit=ten',
    'limit[]=1',
    'limit[a]=1',
    'unknown=1',
    'cursor=',
    'cursor=%00',
    `cursor=${'a'.repeat(513)}`,
    'cursor=..%2f',
    'cursor=bm90IGpzb24',
    'cursor=W10',
    'cursor=WyJhIiwiYiJd',
    'cursor=eyJhIjoxfQ',
    'order=password_hash',
  ])('with %s are refused by every list [IN-01] [IN-06] [IN-12] [RT-31]', async (query) => {
    for (const list of lists) {
      const answer = await person.browser.send('GET', `${list}?${query}`);
      expect([list, answer.status, answer.problem.code]).toEqual([list, 422, 'validation_failed']);
    }
  });

  it('reach no prototype [IN-09] [D-38]', async () => {
    for (const query of [
      '__proto__=x',
      '__proto__[polluted]=x',
      'constructor.prototype.polluted=x',
    ])
      for (const list of lists)
        expect([200, 422]).toContain((await person.browser.send('GET', `${list}?${query}`)).status);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  it('with a search are text: quotes, patterns, encodings that are broken [IN-06] [IN-12] [IN-17]', async () => {
    for (const search of [
      "'",
      '"',
      "' OR '1'='1",
      '%27%3B--',
      '\\',
      '%25',
      '_',
      '%zz',
      '%e0%a4',
      '%ff',
      '%00',
      '$1',
      ':pattern',
      'a'.repeat(100),
    ]) {
      const answer = await person.browser.send('GET', `/api/users?search=${search}`);
      expect([search, answer.status]).toEqual([search, answer.status === 422 ? 422 : 200]);
      if (answer.status === 200)
        expect(answer.json<{ items: unknown[] }>().items.length).toBeLessThanOrEqual(1);
    }
    expect((await person.browser.send('GET', '/api/users?search=a&search=b')).status).toBe(422);
    expect((await person.browser.send('GET', `/api/users?search=${'a'.repeat(101)}`)).status).toBe(
      422,
    );
  });

  it('carry no credentials: those of an address log nobody in [FL-041] [S-020]', async () => {
    const { username } = person.user;
    const browser = new RawBrowser(api);
    const query = new URLSearchParams({
      identifier: username,
      password,
      sid: person.browser.cookie,
    });
    expect((await browser.send('POST', `/api/session?${query}`, {})).status).toBe(422);
    expect((await browser.send('GET', `/api/account/sessions?${query}`)).status).toBe(401);
    for (const name of ['authorization', 'x-api-key', 'x-session-id', 'sid'])
      expect(
        (
          await browser.send('GET', '/api/account/sessions', undefined, {
            [name]: `Bearer ${person.browser.cookie}`,
          })
        ).status,
      ).toBe(401);
  });
});
