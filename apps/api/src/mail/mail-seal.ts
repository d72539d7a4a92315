import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const ALGORITHM = 'aes-256-gcm';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Closes what a mail says while it waits in the table: it may hold a link that opens an account. Bound to its row, so that
 * whoever can write the table cannot hand the link of one person to another.
 */
export class MailSeal {
  readonly #keys: readonly Buffer[];

  /** @param secretKeys newest first: the first closes, all of them open */
  constructor(secretKeys: readonly string[]) {
    this.#keys = secretKeys.map((key) =>
      Buffer.from(hkdfSync('sha256', key, '', 'gatehouse mail', KEY_BYTES)),
    );
  }

  close(id: string, content: unknown): Buffer {
    const [key] = this.#keys;
    if (!key) throw new Error('At least one secret key is needed.');
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES });
    cipher.setAAD(Buffer.from(id));
    const closed = [cipher.update(JSON.stringify(content), 'utf8'), cipher.final()];
    return Buffer.concat([nonce, ...closed, cipher.getAuthTag()]);
  }

  /** Undefined where none of the keys closed it for this row. */
  open(id: string, sealed: Buffer): unknown {
    for (const key of this.#keys) {
      const opened = openWith(key, id, sealed);
      if (opened !== undefined) return JSON.parse(opened);
    }
    return undefined;
  }
}

function openWith(key: Buffer, id: string, sealed: Buffer): string | undefined {
  try {
    const nonce = sealed.subarray(0, NONCE_BYTES);
    const decipher = createDecipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.from(id));
    decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
    const closed = sealed.subarray(NONCE_BYTES, -TAG_BYTES);
    return decipher.update(closed, undefined, 'utf8') + decipher.final('utf8');
  } catch {
    return undefined;
  }
}
