// A terminal that is closed, or a full disk behind it, is no reason to stop serving.
process.stderr.on('error', () => undefined);

/** Words for the person at the terminal; the log goes elsewhere. */
export function say(words: string): void {
  process.stderr.write(`${words}\n`);
}
