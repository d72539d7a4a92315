const idShape = /^[\w-]{22}$/;
const shape = /^([\w-]{22})\.([\w-]{64})$/;

/** What the cookie carries. The id may be shown and logged; the secret proves that it is its holder who asks. */
export interface SessionToken {
  readonly id: string;
  readonly secret: string;
}

/** False for what cannot be the id of a session: it costs no look-up, and no text that the database refuses. */
export function isSessionId(text: string): boolean {
  return idShape.test(text);
}

/** Null for whatever this system did not write: it costs no look-up, and is never adopted. */
export function parseToken(value: string): SessionToken | null {
  const [, id, secret] = shape.exec(value) ?? [];
  return id && secret ? { id, secret } : null;
}

export function formatToken({ id, secret }: SessionToken): string {
  return `${id}.${secret}`;
}
