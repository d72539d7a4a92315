import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  allOf,
  always,
  anyOf,
  type Condition,
  fieldIs,
  fieldIsNot,
  holds,
  never,
  noneOf,
  when,
} from '../src/index.ts';

interface Row {
  readonly id: string;
  readonly owner: { readonly id: string } | null;
  readonly kind: string | null;
}

const text = fc.constantFrom('a', 'b', 'c');
const row: fc.Arbitrary<Row> = fc.record({
  id: text,
  owner: fc.option(fc.record({ id: text })),
  kind: fc.option(text),
});
const fact = fc.oneof(
  fc
    .tuple(fc.constantFrom<'id' | 'kind'>('id', 'kind'), text)
    .map(([path, value]) => fieldIs<Row>(path, value)),
  fc
    .tuple(fc.constantFrom<'id' | 'kind'>('id', 'kind'), text)
    .map(([path, value]) => fieldIsNot<Row>(path, value)),
  fc.constantFrom(always, never),
);
const facts = fc.array(fact, { maxLength: 3 });

describe('conditions', () => {
  it('of any hold where one does, and of all where all do [EXT-027]', () => {
    fc.assert(
      fc.property(facts, row, (conditions, one) => {
        const each = conditions.map((condition) => holds(condition, one));
        expect(holds(anyOf(...conditions), one)).toBe(each.includes(true));
        expect(holds(allOf(...conditions), one)).toBe(!each.includes(false));
      }),
    );
  });

  it('of none hold where no one does and every field is there [EXT-027]', () => {
    fc.assert(
      fc.property(facts, row, (conditions, one) => {
        const isWhole = one.kind !== null;
        const isAny = conditions.some((condition) => holds(condition, one));
        if (isWhole) expect(holds(noneOf(...conditions), one)).toBe(!isAny);
        else if (isAny) expect(holds(noneOf(...conditions), one)).toBe(false);
      }),
    );
  });

  it.each<[string, Condition, unknown]>([
    ['a field that is missing', fieldIs<Row>('kind', 'a'), { id: 'a' }],
    ['a field that is missing, to be another', fieldIsNot<Row>('kind', 'a'), { id: 'a' }],
    ['an empty one, to be another', fieldIsNot<Row>('kind', 'a'), { kind: '' }],
    ['a number that looks the same', fieldIs<Row>('id', '1'), { id: 1 }],
    ['an inherited field', fieldIs<{ name: string }>('name', 'x'), Object.create({ name: 'x' })],
    ['an empty value', fieldIs<Row>('id', ''), { id: '' }],
    ['a value that is no text', fieldIs<Row>('id', undefined as unknown as string), {}],
    ['nothing', always.length > 0 ? fieldIs<Row>('id', 'a') : never, null],
    [
      'a path through nothing',
      [[{ path: 'owner.id', value: 'a', isEqual: true }]],
      { owner: null },
    ],
    ['what is not so', when(false), { id: 'a' }],
  ])('hold not for %s [FL-125]', (_, condition, one) => {
    expect(holds(condition, one)).toBe(false);
  });
});
