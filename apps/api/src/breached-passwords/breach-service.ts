import type { BreachList } from './breach-list.ts';

const PREFIX = 5;
const PATIENCE_MS = 1000;
/** A prefix has some 40 KiB of digests, padded to twice as many at most. */
const ANSWER_MAX = 1_048_576;

/** A list elsewhere, that is told five digits of forty and answers everything that begins so. Which one it was it never learns. */
export class BreachService implements BreachList {
  readonly name = 'service';
  readonly #url: string;
  readonly #patience: number;

  /** @param url without the digits at its end */
  constructor(url: string, patience = PATIENCE_MS) {
    this.#url = url.replace(/\/$/, '');
    this.#patience = patience;
  }

  async has(digest: string): Promise<boolean> {
    const response = await fetch(`${this.#url}/${digest.slice(0, PREFIX)}`, {
      // Answers of one length tell nobody on the way which prefix it was.
      headers: { 'add-padding': 'true', 'user-agent': 'Gatehouse' },
      redirect: 'error',
      signal: AbortSignal.timeout(this.#patience),
    });
    if (response.status !== 200) {
      await response.body?.cancel();
      throw new Error(`It answered ${response.status}.`);
    }
    const rest = digest.slice(PREFIX);
    return (await textOf(response)).split('\n').some((line) => {
      const [suffix = '', count = ''] = line.trim().split(':');
      // Padding has a count of nought.
      return suffix.toUpperCase() === rest && Number(count) > 0;
    });
  }
}

async function textOf({ body }: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of body ?? []) {
    length += part.length;
    if (length > ANSWER_MAX) throw new Error('Its answer is too long.');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('latin1');
}
