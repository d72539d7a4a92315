import * as z from 'zod/mini';
import { type ActingAdmin, type ActingRequest, acting } from '../acting.ts';
import { idSchema, shortText } from './fields.ts';

export const actingAdminSchema = z.object({
  id: idSchema,
  username: z.string(),
}) satisfies z.ZodMiniType<ActingAdmin>;

export const actingRequestSchema = z.strictObject({
  reason: shortText(acting.reasonMax, 'Say why you act for this person.'),
}) satisfies z.ZodMiniType<ActingRequest>;
