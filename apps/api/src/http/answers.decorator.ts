import { applyDecorators, HttpCode } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiResponse } from '@nestjs/swagger';
import { z } from 'zod';

interface AnswerOptions {
  readonly status?: number;
  /** The schema is that of one item. */
  readonly isArray?: boolean;
}

/** What a route answers: sent through the schema, which drops what it does not name, and told in the docs. */
export function Answers(
  schema: z.core.$ZodType,
  { status = 200, isArray = false }: AnswerOptions = {},
) {
  return applyDecorators(
    RouteConfig({ answer: isArray ? z.array(schema) : schema }),
    HttpCode(status),
    ApiResponse({ status, standardSchema: schema, isArray }),
  );
}

/** A route that answers with nothing but its status. */
export function AnswersNothing({ status = 204 }: { readonly status?: 202 | 204 } = {}) {
  const description = status === 202 ? 'Taken.' : 'Done.';
  return applyDecorators(HttpCode(status), ApiResponse({ status, description }));
}

/** A route that answers before it is known what comes of it. */
export function AnswersLater(description: string) {
  return applyDecorators(HttpCode(202), ApiResponse({ status: 202, description }));
}

/** A route whose answer goes on: server-sent events. */
export function AnswersEvents(description: string) {
  const content = { 'text/event-stream': { schema: { type: 'string' as const } } };
  return applyDecorators(ApiResponse({ status: 200, description, content }));
}

/** A route whose answer is a file of any length, which no schema is held against. */
export function AnswersFile(type: string, description: string) {
  const content = { [type]: { schema: { type: 'object' as const } } };
  return applyDecorators(ApiResponse({ status: 200, description, content }));
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What may leave through this route. */
    readonly answer?: z.core.$ZodType;
  }
}
