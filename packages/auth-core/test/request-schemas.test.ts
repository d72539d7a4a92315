import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import * as z from 'zod/mini';
import {
  actingRequestSchema,
  adminUserQuerySchema,
  cartSchema,
  confirmationSchema,
  credentialsSchema,
  mailedLinkSchema,
  messageContentSchema,
  orderRequestSchema,
  pageQuerySchema,
  passwordChangeSchema,
  passwordResetRequestSchema,
  passwordResetSchema,
  profileChangeSchema,
  registrationProofSchema,
  registrationSchema,
  roleChangeSchema,
  suspensionSchema,
  toFieldErrors,
  userQuerySchema,
} from '../src/index.ts';

const password = 'violin umbrella';
const line = { slug: 'oatmeal', quantity: 2 };
const address = {
  name: 'Ada',
  street: '1 Main St',
  city: 'London',
  state: 'LDN',
  zip: 'N1',
  country: 'UK',
};

type Body = Record<string, unknown>;

/** Every body and query that the API takes, with an example that it accepts. */
const requests: Record<string, { schema: z.ZodMiniType; body: Body }> = {
  credentials: {
    schema: credentialsSchema,
    body: { identifier: 'ada', password, remember: true },
  },
  confirmation: { schema: confirmationSchema, body: { password } },
  registration: {
    schema: registrationSchema(),
    body: {
      username: 'ada',
      email: 'ada@example.com',
      name: 'Ada Lovelace',
      password,
      passwordConfirmation: password,
    },
  },
  'change of a password': {
    schema: passwordChangeSchema(),
    body: { currentPassword: 'old', password, passwordConfirmation: password },
  },
  'request for a new password': {
    schema: passwordResetRequestSchema,
    body: { identifier: 'ada' },
  },
  'new password for a forgotten one': {
    schema: passwordResetSchema(),
    body: { token: 'abc', password, passwordConfirmation: password },
  },
  'end of a registration': { schema: registrationProofSchema, body: { token: 'abc', password } },
  'use of a mailed link': { schema: mailedLinkSchema, body: { token: 'abc' } },
  'change of a profile': {
    schema: profileChangeSchema,
    body: {
      username: 'ada',
      email: 'ada@example.com',
      name: 'Ada',
      avatarUrl: 'https://example.com/ada.png',
    },
  },
  'change of a role': { schema: roleChangeSchema, body: { role: 'admin' } },
  message: { schema: messageContentSchema, body: { content: 'Hello\nworld' } },
  cart: { schema: cartSchema, body: { lines: [line] } },
  order: { schema: orderRequestSchema, body: { lines: [line], address } },
  page: { schema: pageQuerySchema, body: { cursor: 'abc', limit: '20' } },
  'page of accounts': {
    schema: adminUserQuerySchema,
    body: { state: 'suspended', sort: 'lastLogInAt', direction: 'descending', role: 'admin' },
  },
  acting: { schema: actingRequestSchema, body: { reason: 'Ticket 12' } },
  suspension: { schema: suspensionSchema, body: { reason: 'Sends advertisements' } },
  'page of users': { schema: userQuerySchema, body: { cursor: 'abc', limit: '20', search: 'ad' } },
};

const forms = Object.entries(requests).map(([name, { schema, body }]) => ({ name, schema, body }));
const fields = forms.flatMap(({ name, schema, body }) =>
  Object.keys(body).map((field) => ({ name, schema, body, field })),
);

/** What people would be told; undefined for what is accepted. */
function problems(schema: z.ZodMiniType, body: unknown) {
  const result = schema.safeParse(body);
  return result.success ? undefined : toFieldErrors(result.error.issues);
}

/** Words, not the name of a type; every sentence of ours begins with a capital letter. */
function expectWords(told: ReturnType<typeof problems>) {
  expect(told).toBeDefined();
  const messages = Object.values(told ?? {}).flat();
  expect(messages.length).toBeGreaterThan(0);
  for (const message of messages) {
    expect(message).toMatch(/^[A-Z].{5,}/);
    expect(message).not.toMatch(/\binvalid\b|expected/i);
  }
}

describe('request schemas', () => {
  it.each(forms)('accept a good $name', ({ schema, body }) => {
    expect(problems(schema, body)).toBeUndefined();
  });

  it.each(forms)(
    'refuse whatever is no object in place of a $name [S-024] [IN-01]',
    ({ schema, body }) => {
      for (const other of [undefined, null, 'text', '', 0, 1, true, Number.NaN, [], [body]])
        expect(problems(schema, other)).toEqual({ _: ['Send a JSON object.'] });
    },
  );

  it.each(forms)(
    'refuse unknown fields beside a good $name [S-013] [AZ-05]',
    ({ schema, body }) => {
      const names = [
        'role',
        'roles',
        'isAdmin',
        'id',
        'userId',
        'emailVerified',
        'createdAt',
        'passwordHash',
        'password_confirmation',
        'where',
        '$ne',
        '',
        'constructor',
        'prototype',
        'toString',
        '__proto__',
      ].filter((name) => !Object.hasOwn(body, name));
      for (const name of names) {
        const text = `${JSON.stringify(body).slice(0, -1)},${JSON.stringify(name)}:"x"}`;
        const told = problems(schema, JSON.parse(text)) ?? {};
        expect(Object.entries(told)).toEqual([[name, ['There is no such field.']]]);
      }
    },
  );

  it('refuse unknown fields inside, too [AZ-05]', () => {
    const lines = [{ ...line, priceInCents: 1 }];
    expect(problems(cartSchema, { lines })).toEqual({
      'lines.0.priceInCents': ['There is no such field.'],
    });
    expect(
      problems(orderRequestSchema, { lines: [line], address: { ...address, id: '1' } }),
    ).toEqual({ 'address.id': ['There is no such field.'] });
  });

  it.each(fields)(
    'refuse other types for $field of a $name, in words [IN-01] [IN-02] [S-024]',
    ({ name, schema, body, field }) => {
      const wrong = [
        null,
        0,
        -1,
        1.5,
        {},
        { $ne: '' },
        { length: 5 },
        [],
        ['a'],
        [[]],
        true,
        'maybe',
      ];
      const own = typeof body[field];
      for (const value of wrong) {
        const isOfOwnType = typeof value === own && value !== null && own !== 'object';
        const mayBeNull = field === 'avatarUrl' && value === null;
        const mayBeEmpty = name === 'cart' && Array.isArray(value) && value.length === 0;
        if (isOfOwnType || mayBeNull || mayBeEmpty) continue;
        const told = problems(schema, { ...body, [field]: value });
        expectWords(told);
        expect(Object.keys(told ?? {})[0]?.split('.')[0]).toBe(field);
      }
    },
  );

  it.each(
    fields.filter(({ field }) => field !== 'remember' && field !== 'lines' && field !== 'address'),
  )('refuse NUL and lone surrogates in $field of a $name [IN-03]', ({ schema, body, field }) => {
    for (const bad of ['\ud800', '\udc00', 'a\ud800b']) {
      const value = `${body[field]}${bad}`;
      const same = field === 'password' ? { passwordConfirmation: value } : {};
      const told = problems(schema, {
        ...body,
        ...(body['passwordConfirmation'] ? same : {}),
        [field]: value,
      });
      expectWords(told);
    }
    const isPassword = /password/i.test(field);
    if (!isPassword) expectWords(problems(schema, { ...body, [field]: `${body[field]}\0x` }));
  });

  it('never let a fault of their own out, whatever they are given [S-024] [IN-02]', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...forms),
        fc.jsonValue(),
        fc.string({ unit: 'binary' }),
        ({ schema, body }, json, text) => {
          for (const value of [json, text]) {
            problems(schema, value);
            for (const field of Object.keys(body)) {
              const told = problems(schema, { ...body, [field]: value });
              if (told) expectWords(told);
            }
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('registrationSchema', () => {
  const schema = registrationSchema();
  const body = requests['registration']?.body;

  it('says the same of what is missing as of what is empty [S-014] [S-025] [S-034]', () => {
    expect(problems(schema, {})).toEqual({
      username: ['Username or Password cannot be empty'],
      email: ['Enter your email address'],
      password: ['Username or Password cannot be empty'],
      passwordConfirmation: ['Type the password again.'],
    });
    expect(
      problems(schema, { username: '', email: '', password: '', passwordConfirmation: '' }),
    ).toEqual({
      username: ['Username or Password cannot be empty'],
      email: ['Enter your email address'],
      password: ['Username or Password cannot be empty'],
    });
  });

  it('asks for the password before it compares: an address alone is refused [S-025]', () => {
    expect(problems(schema, { email: 'ada@example.com', username: 'ada' })).toEqual({
      password: ['Username or Password cannot be empty'],
      passwordConfirmation: ['Type the password again.'],
    });
  });

  it('compares nothing with a confirmation that is missing', () => {
    expect(problems(schema, { ...body, passwordConfirmation: undefined })).toEqual({
      passwordConfirmation: ['Type the password again.'],
    });
  });

  it('tells of a mismatch at the confirmation [S-032]', () => {
    expect(problems(schema, { ...body, passwordConfirmation: 'violin umbrellA' })).toEqual({
      passwordConfirmation: ['The password confirmation must match the password.'],
    });
  });

  it('tells of everything at once, unknown fields included [S-023] [S-033]', () => {
    expect(
      problems(schema, {
        username: 'a',
        email: 'x',
        name: ' ',
        password: 'p',
        passwordConfirmation: 'q',
        isAdmin: true,
      }),
    ).toEqual({
      username: ['Use at least 3 characters.'],
      email: ['Enter an email address, like name@example.com'],
      name: ['Enter a name'],
      password: ['Use at least 15 characters. You have 1.'],
      passwordConfirmation: ['The password confirmation must match the password.'],
      isAdmin: ['There is no such field.'],
    });
  });

  it('judges the password though the owner’s fields are no texts', () => {
    const told = problems(schema, { ...body, username: 7, email: ['x'], password: 'short' });
    expect(told).toMatchObject({ password: ['Use at least 15 characters. You have 5.'] });
  });

  it('knows the owner of the password, and the minimum of the deployment [PW-07]', () => {
    const own = {
      ...body,
      username: 'violinist',
      password: 'violinist',
      passwordConfirmation: 'violinist',
    };
    expect(problems(schema, own)).toEqual({
      password: ['Use at least 15 characters. You have 9.'],
    });
    expect(problems(registrationSchema(8), own)).toEqual({
      password: [expect.stringMatching(/^Choose a password/)],
    });
    expect(problems(registrationSchema(8), { ...own, username: 'ada' })).toBeUndefined();
  });

  it('normalises what identifies, and never the password [S-035] [S-036]', () => {
    const blanks = '  violin umbrella ';
    const typed = {
      ...body,
      username: ' ada ',
      email: ' cafe\u0301@example.com ',
      name: ' Ada ',
      password: blanks,
      passwordConfirmation: blanks,
    };
    expect(schema.parse(typed)).toEqual({
      username: 'ada',
      email: 'caf\u00e9@example.com',
      name: 'Ada',
      password: blanks,
      passwordConfirmation: blanks,
    });
  });
});

describe('passwordChangeSchema', () => {
  it('asks for the current password, and takes the policy for the new one', () => {
    const schema = passwordChangeSchema(20);
    expect(problems(schema, {})).toEqual({
      currentPassword: ['Username or Password cannot be empty.'],
      password: ['Username or Password cannot be empty'],
      passwordConfirmation: ['Type the password again.'],
    });
    expect(
      problems(schema, { currentPassword: 'x', password, passwordConfirmation: password }),
    ).toEqual({ password: ['Use at least 20 characters. You have 15.'] });
  });
});

describe('credentialsSchema', () => {
  it('tells only of what is empty, in the words of the log-in [S-052] [S-054]', () => {
    const words = ['Username or Password cannot be empty.'];
    expect(problems(credentialsSchema, {})).toEqual({ identifier: words, password: words });
    expect(problems(credentialsSchema, { identifier: ' \t ', password: '' })).toEqual({
      identifier: words,
      password: words,
    });
  });

  it('asks no policy: an old password may be short, or anything else [S-054]', () => {
    for (const old of ['x', ' ', 'password', '\0', '<script>'])
      expect(problems(credentialsSchema, { identifier: 'ada', password: old })).toBeUndefined();
  });

  it('trims who, never the password [S-053] [S-036]', () => {
    expect(credentialsSchema.parse({ identifier: ' ada ', password: ' pass phrase ' })).toEqual({
      identifier: 'ada',
      password: ' pass phrase ',
    });
  });

  it('bounds both before anything is hashed [PW-02] [S-184]', () => {
    const attempt = (identifier: string, given: string) =>
      problems(credentialsSchema, { identifier, password: given });
    expect(attempt('a'.repeat(254), 'é'.normalize('NFD').repeat(128))).toBeUndefined();
    expect(attempt('a'.repeat(255), 'é'.repeat(129))).toEqual({
      identifier: ['Use at most 254 characters.'],
      password: ['Use at most 128 characters.'],
    });
    expectWords(attempt('a', 'x'.repeat(1_000_000)));
  });
});

describe('profileChangeSchema', () => {
  it('changes what is there and nothing else', () => {
    expect(profileChangeSchema.parse({})).toEqual({});
    expect(profileChangeSchema.parse({ avatarUrl: null })).toEqual({ avatarUrl: null });
  });

  it.each([
    'javascript:alert(1)',
    'JAVASCRIPT:alert(1)',
    'data:image/svg+xml,<svg onload=alert(1)>',
    'http://example.com/a.png',
    '//example.com/a.png',
    '/a.png',
    'https:',
    'https://',
    'https:example.com',
    '',
    `https://example.com/${'x'.repeat(2048)}`,
  ])('takes no picture from %j [S-171]', (avatarUrl) => {
    expect(problems(profileChangeSchema, { avatarUrl })).toEqual({
      avatarUrl: ['Enter an address that begins with https://'],
    });
  });

  it('takes blanks from around the address of a picture', () => {
    const avatarUrl = 'https://example.com/a.png';
    expect(profileChangeSchema.parse({ avatarUrl: ` ${avatarUrl}\n` })).toEqual({ avatarUrl });
  });

  it('tells what is missing from what is no text', () => {
    expect(problems(profileChangeSchema, { username: 7 })).toEqual({ username: ['Enter text'] });
  });

  it('takes an address of 2,048 characters [S-044] [S-171]', () => {
    const avatarUrl = `https://example.com/${'x'.repeat(2048 - 'https://example.com/'.length)}`;
    expect(profileChangeSchema.parse({ avatarUrl })).toEqual({ avatarUrl });
  });

  it.each([
    ['80 letters of any script', '名'.repeat(80), undefined],
    ['80 emoji', '🎻'.repeat(80), undefined],
    ['81', '名'.repeat(81), 'Use at most 80 characters.'],
    ['a joined emoji', '👨‍👩‍👧‍👦', undefined],
    ['markup', '<b>Ada</b>', undefined],
    ['blanks', ' \u3000 ', 'Enter a name'],
    ['marks of no width', '\u200b\u200d\u2060\u3164', 'Enter a name'],
    ['a line break', 'Ada\nAdmin', 'Use one line.'],
    ['a line separator', 'Ada\u2028Admin', 'Use one line.'],
    ['a tab', 'Ada\tAdmin', 'Use one line.'],
    ['right-to-left override', 'Ada\u202enimda', 'Leave out characters that cannot be shown.'],
    ['isolate', 'Ada\u2066x', 'Leave out characters that cannot be shown.'],
    ['Arabic letter mark', 'Ada\u061cx', 'Leave out characters that cannot be shown.'],
    ['NUL', 'Ada\0', 'Leave out characters that cannot be shown.'],
    ['bell', 'Ada\u0007', 'Leave out characters that cannot be shown.'],
    ['C1 control', 'Ada\u009b', 'Leave out characters that cannot be shown.'],
    ['delete', 'Ada\u007f', 'Leave out characters that cannot be shown.'],
    ['lone surrogate', 'Ada\udfff', 'Leave out characters that cannot be shown.'],
    ['what a lost character left', 'Ada\ufffd', 'Leave out characters that cannot be shown.'],
  ])('name of %s [S-044] [IN-03]', (_, name, problem) => {
    expect(problems(profileChangeSchema, { name })).toEqual(problem && { name: [problem] });
  });
});

describe('roleChangeSchema', () => {
  it.each(['member', 'admin'])('takes %s', (role) =>
    expect(problems(roleChangeSchema, { role })).toBeUndefined(),
  );

  it.each(['Admin', 'root', '', 'constructor', undefined])(
    'names the roles there are instead of %j',
    (role) => {
      expect(problems(roleChangeSchema, { role })).toEqual({
        role: ['Choose one of: member, admin'],
      });
    },
  );
});

describe('messageContentSchema', () => {
  it('keeps lines, and trims around them', () => {
    expect(messageContentSchema.parse({ content: ' one\n\ttwo \n' })).toEqual({
      content: 'one\n\ttwo',
    });
  });

  it.each([{}, { content: '' }, { content: ' \n ' }, { content: '\u200b\ufeff' }])(
    'asks for words in %j',
    (body) =>
      expect(problems(messageContentSchema, body)).toEqual({ content: ['Write something first.'] }),
  );

  it('keeps to 2,000 characters, however wide [S-044]', () => {
    expect(problems(messageContentSchema, { content: '🎻'.repeat(2000) })).toBeUndefined();
    expect(problems(messageContentSchema, { content: 'x'.repeat(2001) })).toEqual({
      content: ['Use at most 2000 characters.'],
    });
  });
});

describe('orderRequestSchema', () => {
  it('says once for each field that the address is not complete', () => {
    const words = ['Please fill out all address fields.'];
    expect(problems(orderRequestSchema, { lines: [line] })).toEqual({ address: words });
    const told = problems(orderRequestSchema, {
      lines: [line],
      address: { ...address, zip: ' ', city: undefined },
    });
    expect(told).toEqual({ 'address.city': words, 'address.zip': words });
  });

  it('wants something chosen, where a cart may be empty', () => {
    expect(problems(orderRequestSchema, { lines: [], address })).toEqual({
      lines: ['Choose at least one cookie.'],
    });
    expect(problems(cartSchema, { lines: [] })).toBeUndefined();
  });

  it.each([0, -1, 1.5, 100, Number.NaN, Number.POSITIVE_INFINITY, 1e21, '2'])(
    'takes no quantity of %p',
    (quantity) =>
      expect(problems(cartSchema, { lines: [{ ...line, quantity }] })).toEqual({
        'lines.0.quantity': [expect.stringMatching(/^Choose a whole number from 1 to 99\.$/)],
      }),
  );

  it('takes 1 to 99 of 50 products, each named once', () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, n) => ({ slug: `s-${n}`, quantity: n ? 99 : 1 }));
    expect(problems(cartSchema, { lines: many(50) })).toBeUndefined();
    expect(problems(cartSchema, { lines: many(51) })).toEqual({ lines: ['Use at most 50 lines.'] });
    expect(problems(cartSchema, { lines: [line, line] })).toEqual({
      lines: ['Name each product once.'],
    });
  });
});

describe('the words for what cannot be typed', () => {
  it('are ours', () => {
    const told = [
      problems(credentialsSchema, { identifier: 'ada', password: 'a\ud800' }),
      problems(credentialsSchema, { identifier: 'a\0', password }),
      problems(pageQuerySchema, { cursor: '%' }),
      problems(userQuerySchema, { search: 'a\0' }),
    ];
    expect(told).toEqual([
      { password: ['Use characters that your keyboard can type.'] },
      { identifier: ['Use characters that can be typed.'] },
      { cursor: ['Use a cursor from an earlier answer.'] },
      { search: ['Leave out characters that cannot be shown.'] },
    ]);
  });
});

describe('the name of a product', () => {
  const named = (slug: string) => problems(cartSchema, { lines: [{ ...line, slug }] });

  it('is 1 to 64 small letters, digits and hyphens', () => {
    for (const slug of ['a', 'chocolate-chip-2', 'x'.repeat(64)])
      expect(named(slug)).toBeUndefined();
    for (const slug of ['', 'x'.repeat(65), 'Oatmeal', ' oatmeal', 'oatmeal ', 'oat/meal', '../x'])
      expect([slug, named(slug)]).toEqual([
        slug,
        { 'lines.0.slug': ['Name a product of the shop.'] },
      ]);
  });

  it('is asked for where it is missing', () => {
    expect(problems(cartSchema, { lines: [{ quantity: 1 }, 'oatmeal'] })).toEqual({
      'lines.0.slug': ['Name a product.'],
      'lines.1': ['Give a slug and a quantity.'],
    });
    expect(problems(cartSchema, {})).toEqual({ lines: ['Give a list of lines.'] });
  });
});

describe('pageQuerySchema', () => {
  it('gives 20 unless asked, and never more than 100', () => {
    expect(pageQuerySchema.parse({})).toEqual({ limit: 20 });
    expect(pageQuerySchema.parse({ limit: '1', cursor: 'a_-9' })).toEqual({
      limit: 1,
      cursor: 'a_-9',
    });
    expect(pageQuerySchema.parse({ limit: '100' })).toEqual({ limit: 100 });
    for (const limit of ['0', '101', '-1', '1.5', '01', '1e1', ' 5', '', '0x5', 'ten'])
      expect(problems(pageQuerySchema, { limit })).toEqual({
        limit: ['Give a number from 1 to 100.'],
      });
  });

  it('takes a key once', () => {
    expect(
      problems(userQuerySchema, { limit: ['1', '2'], cursor: ['a'], search: ['a', 'b'] }),
    ).toEqual({
      limit: ['Give this once.'],
      cursor: ['Give this once.'],
      search: ['Give this once.'],
    });
  });

  it('bounds cursor and search [S-044] [IN-03]', () => {
    expect(problems(pageQuerySchema, { cursor: 'x'.repeat(512) })).toBeUndefined();
    expectWords(problems(pageQuerySchema, { cursor: 'x'.repeat(513) }));
    expectWords(problems(pageQuerySchema, { cursor: "x' OR 1=1" }));
    expect(problems(userQuerySchema, { search: 'x'.repeat(100) })).toBeUndefined();
    expect(problems(userQuerySchema, { search: 'x'.repeat(101) })).toEqual({
      search: ['Use at most 100 characters.'],
    });
  });
});
