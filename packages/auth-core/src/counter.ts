import * as z from 'zod/mini';

/** The counter of this session; null when none was started. Zero is a count. */
export interface Counter {
  readonly count: number | null;
}

export const counterSchema = z.object({
  count: z.nullable(z.number()),
}) satisfies z.ZodMiniType<Counter>;
