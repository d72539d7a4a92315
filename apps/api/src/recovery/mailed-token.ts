import type { TokenPurpose } from './token-policy.ts';

type Payload = Readonly<Record<string, unknown>>;

/** Whom a link is for. */
export interface TokenOwner {
  /** Null for somebody without an account. */
  readonly userId: string | null;
  /** Where it was sent to. */
  readonly email: string;
  /** What waits for it. */
  readonly payload: Payload | null;
}

export interface NewToken {
  readonly purpose: TokenPurpose;
  readonly userId: string | null;
  readonly email: string;
  readonly payload?: Payload;
}
