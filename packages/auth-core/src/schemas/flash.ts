import * as z from 'zod/mini';
import { type Flash, type FlashCode, flashCatalogue, flashLevels } from '../flash.ts';

export const flashSchema = z.object({
  code: z.enum(Object.keys(flashCatalogue) as [FlashCode, ...FlashCode[]]),
  level: z.enum(flashLevels),
  params: z.optional(z.record(z.string(), z.union([z.string(), z.number()]))),
  text: z.string(),
}) satisfies z.ZodMiniType<Flash>;

export const flashListSchema = z.array(flashSchema);
