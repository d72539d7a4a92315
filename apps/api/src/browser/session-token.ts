import { randomBytes } from 'node:crypto';

const ID_BYTES = 16;
const SECRET_BYTES = 32;

const idShape = /^[\w-]{22}$/;
const shape = /^([\w-]{22})\.([\w-]{43})$/;

/** What the cookie carries. The id may be shown and logged; the secret proves that it is its holder who asks. */
export interface SessionToken {
  readonly id: string;
  readonly secret: string;
}

export function newToken(): SessionToken {
  return { id: newId(), secret: newSecret() };
}

function newId(): string {
  return randomBytes(ID_BYTES).toString('base64url');
}

/** False for what cannot be the id of a session: it costs no look-up, and no text that the database refuses. */
export function isSessionId(text: string): boolean {
  return idShape.test(text);
}

export function newSecret(): string {
  return randomBytes(SECRET_BYTES).toString('base64url');
}

/** Null for whatever this system did not write: it costs no look-up, and is never adopted. */
export function parseToken(value: string): SessionToken | null {
  const [, id, secret] = shape.exec(value) ?? [];
  return id && secret ? { id, secret } : null;
}

export function formatToken({ id, secret }: SessionToken): string {
  return `${id}.${secret}`;
}
