/** A pattern for LIKE: what people type is text, not a pattern. */
export function containing(text: string): string {
  return `%${text
    .trim()
    .normalize('NFC')
    .replace(/[\\%_]/g, '\\$&')}%`;
}
