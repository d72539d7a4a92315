import * as z from 'zod/mini';
import type { Counter } from '../counter.ts';

export const counterSchema = z.object({
  count: z.nullable(z.number()),
}) satisfies z.ZodMiniType<Counter>;
