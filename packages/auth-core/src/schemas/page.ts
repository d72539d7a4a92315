import * as z from 'zod/mini';
import { PAGE_LIMIT, PAGE_LIMIT_MAX } from '../page.ts';
import { isCleanText } from '../text.ts';

const SEARCH_MAX = 100;

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
  .check(
    z.maxLength(SEARCH_MAX, `Use at most ${SEARCH_MAX} characters.`),
    z.refine(isCleanText, 'Leave out characters that cannot be shown.'),
  );

/** Query strings arrive as text; a key given twice arrives as an array and is refused. */
export const pageQuerySchema = z.strictObject({
  cursor: z.optional(cursorSchema),
  limit: z._default(z.optional(limitSchema), PAGE_LIMIT),
});

export const userQuerySchema = z.extend(pageQuerySchema, { search: z.optional(searchSchema) });

export function pageSchema<Item extends z.ZodMiniType>(item: Item) {
  return z.object({ items: z.array(item), nextCursor: z.nullable(z.string()) });
}
