import { applyDecorators, HttpCode, SerializeOptions } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { StandardSchemaV1 } from '@standard-schema/spec';

interface AnswerOptions {
  readonly status?: number;
  /** The schema is that of one item. */
  readonly isArray?: boolean;
}

/** What a route answers: sent through the schema, which drops what it does not name, and told in the docs. */
export function Answers(
  schema: StandardSchemaV1,
  { status = 200, isArray = false }: AnswerOptions = {},
) {
  return applyDecorators(
    SerializeOptions({ schema }),
    HttpCode(status),
    ApiResponse({ status, standardSchema: schema, isArray }),
  );
}

/** A route that answers with nothing but its status. */
export function AnswersNothing() {
  return applyDecorators(HttpCode(204), ApiResponse({ status: 204, description: 'Done.' }));
}

/** A route whose answer goes on: server-sent events. */
export function AnswersEvents(description: string) {
  const content = { 'text/event-stream': { schema: { type: 'string' as const } } };
  return applyDecorators(ApiResponse({ status: 200, description, content }));
}
