/** Characters that no stored text may hold: control characters, and marks that reorder what people read. */
const unsafe = /(?![\t\n\r])\p{Cc}|[\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

/**
 * True when a text can be stored and shown as it is: no lone surrogate (the wire would turn it into
 * U+FFFD, so two names could become one), no NUL (PostgreSQL refuses it), no reordering mark.
 */
export function isCleanText(text: string): boolean {
  return text.isWellFormed() && !unsafe.test(text);
}

/** Length as people count: code points, not UTF-16 units. */
export function codePoints(text: string): number {
  return [...text].length;
}
