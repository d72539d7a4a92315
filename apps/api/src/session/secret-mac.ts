import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

const KEY_BYTES = 32;

/**
 * Keyed digests of session secrets. Without the keys a stolen table gives no cookie, and a written
 * one gives no session.
 */
export class SecretMac {
  readonly #keys: readonly Buffer[];

  /** @param secretKeys newest first: the first makes digests, all of them verify */
  constructor(secretKeys: readonly string[]) {
    if (secretKeys.length === 0) throw new Error('At least one secret key is needed.');
    // A key of its own for this purpose: what is made for another one is void here.
    this.#keys = secretKeys.map((key) =>
      Buffer.from(hkdfSync('sha256', key, '', 'gatehouse session secret', KEY_BYTES)),
    );
  }

  of(id: string, secret: string): Buffer {
    const [newest] = this.#keys;
    if (!newest) throw new Error('At least one secret key is needed.');
    return digest(newest, id, secret);
  }

  matches({ id, secret }: { id: string; secret: string }, mac: Buffer): boolean {
    return this.#keys.some((key) => {
      const expected = digest(key, id, secret);
      return expected.length === mac.length && timingSafeEqual(expected, mac);
    });
  }
}

/** Bound to the id as well: a digest copied to another row is void there. */
function digest(key: Buffer, id: string, secret: string): Buffer {
  return createHmac('sha256', key).update(`${id}.${secret}`).digest();
}
