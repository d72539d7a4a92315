import type { ActiveSession } from './active-session.ts';

/** A session as it is stored, with what its secrets are checked against. */
export interface StoredSession extends ActiveSession {
  readonly secretMac: Buffer;
  /** Of the secret before; it stays when its time is over, and null for a session that has had one only. */
  readonly previousMac: Buffer | null;
  /** Null while nobody has used the newest secret. */
  readonly previousUntil: Date | null;
  readonly rotationSalt: Buffer | null;
}

/** Without anything secret. */
export function toActiveSession({
  secretMac,
  previousMac,
  previousUntil,
  rotationSalt,
  ...session
}: StoredSession): ActiveSession {
  return session;
}
