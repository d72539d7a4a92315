import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import type { SessionToken } from '../browser/session-token.ts';

const KEY_BYTES = 32;
const ID_BYTES = 16;
const SECRET_BYTES = 32;
const TAG_BYTES = 16;
const SALT_BYTES = 32;

/** A key for each purpose: what is made for one is void for another. */
interface Keys {
  readonly mac: Buffer;
  readonly tag: Buffer;
  readonly rotation: Buffer;
}

/**
 * Makes tokens and the keyed digests of their secrets. Without the keys a stolen table gives no cookie,
 * and a written one gives no session.
 */
export class SessionSecrets {
  readonly #newest: Keys;
  readonly #all: readonly Keys[];

  /** @param secretKeys newest first: the first makes, all of them verify */
  constructor(secretKeys: readonly string[]) {
    this.#all = secretKeys.map(keysOf);
    const [newest] = this.#all;
    if (!newest) throw new Error('At least one secret key is needed.');
    this.#newest = newest;
  }

  newToken(): SessionToken {
    const id = randomBytes(ID_BYTES).toString('base64url');
    return { id, secret: sealed(this.#newest, id, randomBytes(SECRET_BYTES)) };
  }

  newSalt(): Buffer {
    return randomBytes(SALT_BYTES);
  }

  /** Made by this system for this id, once. What was made up needs no look-up, and is no sign of theft. */
  isGenuine({ id, secret }: SessionToken): boolean {
    const bytes = Buffer.from(secret, 'base64url');
    const tag = bytes.subarray(SECRET_BYTES);
    return this.#all.some((keys) => isEqual(tagOf(keys, id, bytes.subarray(0, SECRET_BYTES)), tag));
  }

  mac(token: SessionToken): Buffer {
    return macOf(this.#newest, token);
  }

  matches(token: SessionToken, mac: Buffer): boolean {
    return this.#all.some((keys) => isEqual(macOf(keys, token), mac));
  }

  /** What follows this token: its holder gets it as often as it is asked for, and nobody makes it without all of token, salt and key. */
  next(token: SessionToken, salt: Buffer): SessionToken {
    return nextOf(this.#newest, token, salt);
  }

  /** The same, for a successor that is stored already; null when the key that made it is gone. */
  nextStored(token: SessionToken, salt: Buffer, mac: Buffer): SessionToken | null {
    const successors = this.#all.map((keys) => nextOf(keys, token, salt));
    return successors.find((successor) => this.matches(successor, mac)) ?? null;
  }
}

function keysOf(secretKey: string): Keys {
  const derived = (purpose: string): Buffer =>
    Buffer.from(hkdfSync('sha256', secretKey, '', purpose, KEY_BYTES));
  return {
    mac: derived('gatehouse session secret'),
    tag: derived('gatehouse session tag'),
    rotation: derived('gatehouse session rotation'),
  };
}

function sealed(keys: Keys, id: string, bytes: Buffer): string {
  return Buffer.concat([bytes, tagOf(keys, id, bytes)]).toString('base64url');
}

function tagOf({ tag }: Keys, id: string, bytes: Buffer): Buffer {
  return createHmac('sha256', tag).update(id).update(bytes).digest().subarray(0, TAG_BYTES);
}

/** Bound to the id as well: a digest copied to another row is void there. */
function macOf({ mac }: Keys, { id, secret }: SessionToken): Buffer {
  return createHmac('sha256', mac).update(`${id}.${secret}`).digest();
}

function nextOf(keys: Keys, { id, secret }: SessionToken, salt: Buffer): SessionToken {
  const bytes = createHmac('sha256', keys.rotation)
    .update(`${id}.${secret}.`)
    .update(salt)
    .digest();
  return { id, secret: sealed(keys, id, bytes) };
}

function isEqual(one: Buffer, other: Buffer): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}
