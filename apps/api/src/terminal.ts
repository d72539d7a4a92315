/** Words for the person at the terminal; the log goes elsewhere. */
export function say(words: string): void {
  process.stderr.write(`${words}\n`);
}
