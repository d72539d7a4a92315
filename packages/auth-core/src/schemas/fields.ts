import * as z from 'zod/mini';
import { codePoints, isBlank, isCleanText } from '../text.ts';

/** Ids are opaque: clients may compare and send them back, and read nothing from them. */
export const idSchema = z.string();

/** ISO 8601 in UTC. */
export const timeSchema = z.iso.datetime();

/**
 * A string that is normalised first and then asked a rule; the rule's words become the field's error.
 * What is missing is told as what is empty.
 */
export function checked(
  normalise: (text: string) => string,
  problem: (text: string) => string | undefined,
) {
  const whenEmpty = problem('') ?? 'Enter text';
  return z.pipe(
    z.string({ error: ({ input }) => (input === undefined ? whenEmpty : 'Enter text') }),
    z.pipe(
      z.transform(normalise),
      z.string().check(({ value, issues }) => {
        const message = isCleanText(value)
          ? problem(value)
          : 'Leave out characters that cannot be shown.';
        if (message) issues.push({ code: 'custom', message, input: value });
      }),
    ),
  );
}

/** One line of text, trimmed, not empty. */
export function shortText(max: number, whenEmpty: string) {
  return checked(
    (text) => text.trim().normalize('NFC'),
    (text) => {
      if (isBlank(text)) return whenEmpty;
      if (codePoints(text) > max) return `Use at most ${max} characters.`;
      return /[\r\n\t\u2028\u2029]/.test(text) ? 'Use one line.' : undefined;
    },
  );
}
