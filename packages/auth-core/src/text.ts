/** What no stored text may hold: control characters, marks that reorder what people read, and what a lost character left. */
const unsafe = /(?![\t\n\r])\p{Cc}|\p{Bidi_Control}|\ufffd/u;

const invisible = /[\s\p{Default_Ignorable_Code_Point}]/gu;

/**
 * True when a text can be stored and shown as it is: no lone surrogate (the wire would turn it into
 * U+FFFD, so two names could become one), no NUL (PostgreSQL refuses it), no reordering mark.
 */
export function isCleanText(text: string): boolean {
  return text.isWellFormed() && !unsafe.test(text);
}

/** True when there is nothing to see: blanks, and marks of no width. */
export function isBlank(text: string): boolean {
  return text.replace(invisible, '') === '';
}

/** Length as people count: code points, not UTF-16 units. */
export function codePoints(text: string): number {
  return [...text].length;
}
