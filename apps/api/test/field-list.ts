import fc from 'fast-check';
import { shapedValue } from './fuzz-values.ts';
import type { JsonSchema, Operation } from './operation-list.ts';

/** A field of a body that holds text, and a body with another text in it. */
export interface TextField {
  /** `POST /api/shop/orders lines.0.slug` */
  readonly name: string;
  readonly operation: Operation;
  readonly bodyWith: (text: string) => Record<string, unknown>;
}

/** Every text of every body, however deep, from the contract: a new field is in the list by itself. */
export function textFieldsOf(operations: readonly Operation[]): TextField[] {
  return operations.flatMap((operation) => {
    const { body, method, path } = operation;
    if (!body) return [];
    const [right] = fc.sample(shapedValue(everythingOf(body)), { numRuns: 1, seed: 1 });
    return textsIn(right).map((place) => ({
      name: `${method} ${path} ${place.join('.')}`,
      operation,
      bodyWith: (text: string) => changed(right, place, text) as Record<string, unknown>,
    }));
  });
}

/** The same shape with nothing left out. */
export function everythingOf(schema: JsonSchema): JsonSchema {
  const { properties, items, type } = schema;
  return {
    ...schema,
    ...(Array.isArray(type) ? { type: 'string' } : {}),
    ...(items ? { items: everythingOf(items), minItems: 1 } : {}),
    ...(properties
      ? {
          required: Object.keys(properties),
          properties: Object.fromEntries(
            Object.entries(properties).map(([name, part]) => [name, everythingOf(part)]),
          ),
        }
      : {}),
  };
}

function textsIn(value: unknown): string[][] {
  // Null stands where text may be left out.
  if (typeof value === 'string' || value === null) return [[]];
  if (typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    textsIn(inner).map((rest) => [key, ...rest]),
  );
}

function changed(value: unknown, [key, ...rest]: readonly string[], text: string): unknown {
  if (key === undefined) return text;
  const copy = structuredClone(value) as Record<string, unknown>;
  copy[key] = changed(copy[key], rest, text);
  return copy;
}
