import fc from 'fast-check';
import { hostileTexts } from './hostile-texts.ts';
import type { JsonSchema } from './operation-list.ts';

/** What nobody may find again but in the head of its owner. */
export const canaryPassword = 'a canary 5f3e81 sings at the pit head';

/** A password typed into the wrong box: neither does it belong anywhere. */
export const misplacedPassword = 'canary-in-the-wrong-box-77c2';

const givenPassword = fc.constant(canaryPassword);

/** What a field wants beyond its type, by its name. Names in braces are filled in when it is sent. */
const wanted = new Map<string, fc.Arbitrary<unknown>>([
  ['identifier', fc.constantFrom('{username}', '{email}', 'nobody.at.all', misplacedPassword)],
  ['password', givenPassword],
  ['passwordConfirmation', givenPassword],
  ['currentPassword', givenPassword],
  ['username', fc.stringMatching(/^[a-z0-9._-]{3,20}$/)],
  ['email', fc.emailAddress()],
  ['avatarUrl', fc.constantFrom('https://pictures.example/a.png', null)],
  ['slug', fc.constantFrom('chocolate-chip', 'ginger-snap', 'macadamia', 'session', 'none')],
]);

const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 });

/** A value as a schema describes it. */
export function shapedValue(schema: JsonSchema, name = ''): fc.Arbitrary<unknown> {
  const known = wanted.get(name);
  if (known) return known;
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const types = [schema.type ?? 'string'].flat();
  return fc.oneof(...types.map((type) => valueOfType(type, schema)));
}

function valueOfType(type: string, schema: JsonSchema): fc.Arbitrary<unknown> {
  const { minimum = -9, maximum = 9, properties = {}, required = [], items = {} } = schema;
  switch (type) {
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'integer':
    case 'number':
      return fc.integer({ min: minimum, max: maximum });
    case 'array':
      return fc.array(shapedValue(items), { minLength: schema.minItems ?? 0, maxLength: 3 });
    case 'object':
      return fc.record(
        Object.fromEntries(
          Object.entries(properties).map(([key, part]) => [key, shapedValue(part, key)]),
        ),
        { requiredKeys: [...required] },
      );
    default:
      return schema.pattern ? fc.stringMatching(new RegExp(schema.pattern)) : text;
  }
}

export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...hostileTexts) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
);

/** Anything that JSON can say. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: hostileText },
  fc.constantFrom(null, true, false, 0, -0, -1, 1.5, 1e21, 2 ** 53, 1e308),
  fc.constantFrom([], {}, [[]], [null], { $ne: '' }, { length: 5 }, { where: { id: '' } }),
  fc.jsonValue({ maxDepth: 3 }),
);

/** Names of fields that are there, that are not, and that nobody may set. */
export const hostileKey: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom('id', 'role', 'passwordHash', 'userId', 'createdAt', 'suspendedAt', '$where'),
  hostileText,
);
