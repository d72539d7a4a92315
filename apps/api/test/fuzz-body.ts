import fc from 'fast-check';
import { hostileKey, hostileText, hostileValue, shapedValue } from './fuzz-values.ts';
import type { JsonSchema } from './operation-list.ts';

export interface FuzzBody {
  readonly type: string | undefined;
  readonly text: string;
}

const JSON_TYPE = 'application/json';
const FORM_TYPE = 'application/x-www-form-urlencoded';
const BODY_MAX = 16 * 1024;

interface Change {
  /** Which of all places in the value; counted around. */
  readonly at: number;
  readonly how: 'replace' | 'remove' | 'add' | 'wrap';
  readonly key: string;
  readonly by: unknown;
}

const change: fc.Arbitrary<Change> = fc.record({
  at: fc.nat(),
  how: fc.constantFrom('replace', 'replace', 'remove', 'add', 'wrap'),
  key: hostileKey,
  by: hostileValue,
});

type Holder = Record<string, unknown>;

/** Every place in a value, the value itself first. */
function placesIn(holder: Holder): { holder: Holder; key: string }[] {
  return Object.keys(holder).flatMap((key) => {
    const inner = holder[key];
    const isHolder = typeof inner === 'object' && inner !== null;
    return [{ holder, key }, ...(isHolder ? placesIn(inner as Holder) : [])];
  });
}

function changed(value: unknown, { at, how, key, by }: Change): unknown {
  const root: Holder = { value: structuredClone(value) };
  const places = placesIn(root);
  const place = places[at % places.length] ?? { holder: root, key: 'value' };
  const old = place.holder[place.key];
  if (how === 'remove') delete place.holder[place.key];
  else if (how === 'replace') place.holder[place.key] = by;
  else if (how === 'wrap') place.holder[place.key] = [old];
  else if (typeof old === 'object' && old !== null)
    // Assigned, `__proto__` would vanish.
    Object.defineProperty(old, key, { value: by, enumerable: true, configurable: true });
  return root['value'];
}

/** As it is written, and what is written right is often sent right. */
function bodyOf(value: fc.Arbitrary<unknown>): fc.Arbitrary<FuzzBody> {
  return value.map((content) => ({ type: JSON_TYPE, text: JSON.stringify(content) ?? '' }));
}

const otherTypes = fc.constantFrom(
  undefined,
  FORM_TYPE,
  'text/plain',
  'multipart/form-data; boundary=x',
  'application/json; charset=utf-16',
  'application/json; charset="',
  'application/problem+json',
  'application/',
  ';',
  '*/*',
  'a'.repeat(300),
);

/** Cut, doubled, with something in the middle: no longer what its type says. */
function broken(body: fc.Arbitrary<FuzzBody>): fc.Arbitrary<FuzzBody> {
  return fc
    .tuple(body, fc.nat(), fc.nat({ max: 9 }), hostileText)
    .map(([{ type, text }, at, gone, piece]) => {
      const start = at % (text.length + 1);
      return { type, text: text.slice(0, start) + piece + text.slice(start + gone) };
    });
}

const large: fc.Arbitrary<FuzzBody> = fc
  .integer({ min: -2, max: 2 })
  .map((over) => ({ type: JSON_TYPE, text: `{"content":"x"}${' '.repeat(BODY_MAX - 15 + over)}` }));

const deep: fc.Arbitrary<FuzzBody> = fc
  .tuple(fc.constantFrom('[', '{"a":', '[{"a":'), fc.integer({ min: 15, max: 2500 }))
  .map(([opening, depth]) => ({ type: JSON_TYPE, text: opening.repeat(depth) }));

/** @param fields names that forms may have */
export function fuzzBody(
  schema: JsonSchema | undefined,
  fields: readonly string[],
): fc.Arbitrary<FuzzBody> {
  const value = schema ? shapedValue(schema) : hostileValue;
  const right = bodyOf(value);
  const mutated = bodyOf(
    fc
      .tuple(value, fc.array(change, { minLength: 1, maxLength: 3 }))
      .map(([start, changes]) => changes.reduce(changed, start)),
  );
  return fc.oneof(
    { weight: 10, arbitrary: right },
    { weight: 8, arbitrary: mutated },
    { weight: 3, arbitrary: broken(right) },
    { weight: 2, arbitrary: bodyOf(hostileValue) },
    {
      weight: 2,
      arbitrary: fc.tuple(right, otherTypes).map(([{ text }, type]) => ({ type, text })),
    },
    { weight: 3, arbitrary: fuzzForm(fields) },
    { weight: 1, arbitrary: large },
    { weight: 1, arbitrary: deep },
  );
}

/** Any fields of any form, right or not. A form that is broken may put one field's value into another: no canary sings there. */
export function fuzzForm(fields: readonly string[]): fc.Arbitrary<FuzzBody> {
  const field = fc
    .constantFrom(...fields)
    .chain((name) =>
      fc
        .oneof({ weight: 3, arbitrary: shapedValue({}, name) }, hostileText)
        .map((value): [string, string] => [name, String(value)]),
    );
  const form = fc
    .uniqueArray(field, { selector: ([name]) => name, maxLength: fields.length })
    .map((pairs) => ({ type: FORM_TYPE, text: new URLSearchParams(pairs).toString() }));
  const silent = form.map(({ type, text }) => ({ type, text: text.replaceAll('canary', 'finch') }));
  return fc.oneof({ weight: 4, arbitrary: form }, broken(silent));
}
