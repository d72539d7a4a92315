import { ApiBody } from '@nestjs/swagger';
import { jsonSchemaOf } from './json-schema.ts';

/** Tells the docs of a body that a guard or a pipe of its own checks. */
export function Takes(schema: unknown): MethodDecorator {
  return ApiBody({ schema: jsonSchemaOf(schema, 'input') });
}
