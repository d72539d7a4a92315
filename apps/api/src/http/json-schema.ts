import { toJSONSchema } from 'zod';
import type { $ZodType } from 'zod/v4/core';

/** A schema as the docs write it: what comes in, or what goes out. */
export function jsonSchemaOf(schema: unknown, io: 'input' | 'output'): Record<string, unknown> {
  const { $schema, ...described } = toJSONSchema(schema as $ZodType, {
    io,
    unrepresentable: 'any',
  });
  return described;
}
