import { type FlashTexts, isFlashCode } from '@gatehouse/auth-core';
import { z } from 'zod';

/** JSON like `{"logged_in":"Welcome back!"}`: single texts in place of the catalogue's. */
export const flashTextsSchema = z
  .string()
  .default('{}')
  .transform((text, context): FlashTexts => {
    const texts = parseObject(text);
    const unknown = Object.keys(texts ?? {}).filter((code) => !isFlashCode(code));
    if (!texts || unknown.length > 0) {
      const message = texts
        ? `there is no message called ${unknown.join(', ')}.`
        : 'is not JSON like {"logged_in":"Welcome back!"}';
      context.addIssue({ code: 'custom', message });
      return z.NEVER;
    }
    return texts;
  });

function parseObject(text: string): FlashTexts | undefined {
  try {
    const parsed = z.record(z.string(), z.string().max(500)).safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
