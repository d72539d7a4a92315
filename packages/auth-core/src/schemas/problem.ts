import * as z from 'zod/mini';
import { type ErrorCode, errors, type Problem } from '../errors.ts';

/** Every refusal, as it is told. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  code: z.enum(Object.keys(errors) as [ErrorCode, ...ErrorCode[]]),
  detail: z.optional(z.string()),
  fields: z.optional(z.record(z.string(), z.array(z.string()))),
  requestId: z.string(),
  retryAfter: z.optional(z.number()),
}) satisfies z.ZodMiniType<Problem>;
