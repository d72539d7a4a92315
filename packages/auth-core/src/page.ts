import * as z from 'zod/mini';

/** One page of a list. `nextCursor` asks for the next one; null at the end. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

export interface PageQuery {
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
}

export interface UserQuery extends PageQuery {
  readonly search?: string | undefined;
}

export const PAGE_LIMIT = 20;
export const PAGE_LIMIT_MAX = 100;

const limitSchema = z.pipe(
  z
    .string({ error: 'Give this once.' })
    .check(z.regex(/^[1-9]\d{0,2}$/, `Give a number from 1 to ${PAGE_LIMIT_MAX}.`)),
  z.pipe(
    z.transform(Number),
    z.number().check(z.maximum(PAGE_LIMIT_MAX, `Give a number from 1 to ${PAGE_LIMIT_MAX}.`)),
  ),
);

const cursorSchema = z
  .string({ error: 'Give this once.' })
  .check(z.regex(/^[\w-]{1,512}$/, 'Use a cursor from an earlier answer.'));

const searchSchema = z
  .string({ error: 'Give this once.' })
  .check(z.maxLength(100, 'Use at most 100 characters.'));

/** Query strings arrive as text; a key given twice arrives as an array and is refused. */
export const pageQuerySchema = z.strictObject({
  cursor: z.optional(cursorSchema),
  limit: z._default(z.optional(limitSchema), PAGE_LIMIT),
});

export const userQuerySchema = z.extend(pageQuerySchema, { search: z.optional(searchSchema) });

export function pageSchema<Item extends z.ZodMiniType>(item: Item) {
  return z.object({ items: z.array(item), nextCursor: z.nullable(z.string()) });
}
