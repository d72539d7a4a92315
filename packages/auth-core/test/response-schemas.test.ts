import { describe, expect, it } from '@jest/globals';
import type * as z from 'zod/mini';
import {
  adminUserSchema,
  counterSchema,
  logInHistorySchema,
  messageSchema,
  orderSchema,
  pageSchema,
  productSchema,
  publicUserSchema,
  sessionSummarySchema,
  sessionViewSchema,
  userSchema,
  visibleUserSchema,
} from '../src/index.ts';

const time = '2026-01-02T03:04:05.678Z';
const canary = 'CANARY';

/** What a row of the database may carry beside the truth. */
const secrets = {
  passwordHash: canary,
  secretHash: canary,
  previousSecretHash: canary,
  token: canary,
  emailCanonical: canary,
  usernameCanonical: canary,
  suspendedAt: canary,
  userId: canary,
  data: { canary },
  toJSON: undefined,
};

const publicUser = {
  id: 'u-1',
  username: 'ada',
  name: 'Ada',
  avatarUrl: null,
  createdAt: time,
};
const user = { ...publicUser, email: 'ada@example.com', emailVerified: true, role: 'member' };
const session = {
  id: 's-1',
  createdAt: time,
  expiresAt: time,
  idleExpiresAt: time,
  freshUntil: null,
  remembered: false,
  actor: null,
};
const summary = {
  ...session,
  current: true,
  lastSeenAt: time,
  device: { browser: 'Firefox', os: 'Linux', kind: 'desktop' },
  address: null,
};
const message = {
  id: 'm-1',
  content: 'Hello',
  author: { id: 'u-1', username: 'ada', name: 'Ada', avatarUrl: null },
  createdAt: time,
  updatedAt: time,
};
const product = { slug: 'oatmeal', name: 'Oatmeal', description: 'Chewy', priceInCents: 100 };
const order = {
  id: 'o-1',
  createdAt: time,
  lines: [{ slug: 'oatmeal', name: 'Oatmeal', priceInCents: 100, quantity: 2 }],
  address: { name: 'Ada', street: '1', city: 'L', state: 'L', zip: 'N1', country: 'UK' },
  totalInCents: 200,
};

const answers: { name: string; schema: z.ZodMiniType; answer: object }[] = [
  { name: 'a person for everybody', schema: publicUserSchema, answer: publicUser },
  { name: 'a person for themselves', schema: userSchema, answer: user },
  {
    name: 'a person for admins',
    schema: adminUserSchema,
    answer: {
      ...user,
      suspendedAt: time,
      suspensionReason: 'R',
      deletionDueAt: null,
      lastLogInAt: null,
      sessions: 2,
    },
  },
  { name: 'a session', schema: sessionViewSchema, answer: { user, session, flash: 1 } },
  { name: 'a visitor', schema: sessionViewSchema, answer: { user: null, session: null, flash: 0 } },
  { name: 'a device', schema: sessionSummarySchema, answer: summary },
  {
    name: 'the log-ins of an account',
    schema: logInHistorySchema,
    answer: { count: 2, previous: { at: time, device: { browser: 'B', os: 'O' }, address: null } },
  },
  { name: 'a message', schema: messageSchema, answer: message },
  { name: 'a product', schema: productSchema, answer: product },
  { name: 'an order', schema: orderSchema, answer: order },
  { name: 'a counter', schema: counterSchema, answer: { count: 0 } },
  {
    name: 'a page of messages',
    schema: pageSchema(messageSchema),
    answer: { items: [message], nextCursor: 'abc' },
  },
];

/** The same answer with every secret at every level. */
function withSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withSecrets);
  if (value === null || typeof value !== 'object') return value;
  const inner = Object.entries(value).map(([key, part]) => [key, withSecrets(part)]);
  return { ...secrets, ...Object.fromEntries(inner) };
}

describe('response schemas', () => {
  it.each(answers)('pass $name', ({ schema, answer }) => {
    expect(schema.parse(answer)).toEqual(answer);
  });

  it.each(answers)(
    'leave out of $name whatever is not named, at every level [AZ-04]',
    ({ schema, answer }) => {
      const row = withSecrets(answer);
      expect(JSON.stringify(row)).toContain(canary);
      expect(schema.parse(row)).toEqual(answer);
    },
  );

  it('show a person whole, or the public part alone [AZ-04]', () => {
    expect(visibleUserSchema.parse(user)).toEqual(user);
    expect(visibleUserSchema.parse(publicUser)).toEqual(publicUser);
    expect(visibleUserSchema.parse(withSecrets(publicUser))).toEqual(publicUser);
  });

  it('hold times in UTC', () => {
    for (const createdAt of ['2026-01-02', '2026-01-02T03:04:05+02:00', 'now', 0])
      expect(publicUserSchema.safeParse({ ...publicUser, createdAt }).success).toBe(false);
  });

  it('tell a counter at zero from none', () => {
    expect(counterSchema.parse({ count: null })).toEqual({ count: null });
    expect(counterSchema.safeParse({}).success).toBe(false);
  });
});
