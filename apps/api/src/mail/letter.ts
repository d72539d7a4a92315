/** One mail, in words. Text alone: whatever stands in it is shown as it is. */
export interface Letter {
  readonly subject: string;
  readonly paragraphs: readonly string[];
  /** What there is to do. */
  readonly action?: { readonly words: string; readonly url: string };
  /** Below the action. */
  readonly closing?: readonly string[];
}

/** To whom, and what: the content of a row. */
export interface AddressedLetter {
  readonly to: string;
  readonly letter: Letter;
}

/** A name, an address or a device among our own words: it cannot turn the direction of what stands around it. */
export function named(text: string): string {
  return `\u2068${text}\u2069`;
}

/** Without ends of lines, and without what no one sees. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}
