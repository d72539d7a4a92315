import type { SlowestHashes } from './slowest-hashes.ts';

/** No, yes, or yes with a hash that is weaker than today's settings, or of another system, and should be replaced. */
export type Verdict = 'no' | 'yes' | 'rehash';

export interface PasswordCheck {
  readonly password: string;
  readonly hash: string | undefined;
  /** Who asks, for a fair share where many do: a group of addresses, say. */
  readonly client?: string | undefined;
}

/** A port: slow on purpose, and the one thing that an app may want to replace. */
export abstract class PasswordHasher {
  /** Hashes that are being computed. */
  abstract get running(): number;

  /** Hashes that wait for their turn. */
  abstract get waiting(): number;

  /** Hashes, and work that ends in one, that were refused since the start because too much waited. */
  abstract get refused(): number;

  /** Milliseconds that a check lasts at least, so that foreign hashes are not told by time; 0 where there are none. */
  abstract get pace(): number;

  /**
   * Does work that computes one hash after the other, and asks a database before it, say: so much of it at once as hashes
   * may wait, of everybody and of each client, and less of a client where others have much under way. Its hashes are not
   * refused while all others, too, are computed in such work, each for the client that it came in as.
   * @throws AppError `overloaded`, before any of it is done
   */
  abstract admit<Result>(work: () => Promise<Result>, client: string): Promise<Result>;

  /**
   * @param client who asks, as in a check
   * @returns a PHC string: method, parameters and salt travel with the hash
   * @throws AppError `overloaded`, at once, when too many wait
   */
  abstract hash(password: string, client?: string): Promise<string>;

  /**
   * Takes as long without a hash (no such user) or with a broken one as with a real one, so that
   * time tells nobody who has an account. Never throws for what is stored.
   * @throws AppError `overloaded`, at once, when too many wait
   */
  abstract verify(check: PasswordCheck): Promise<Verdict>;

  /**
   * Measures the slowest hashes that are stored; from now on every check lasts as long as they do.
   * @throws AppError `overloaded`, when too many wait
   */
  abstract keepPaceWith(known: SlowestHashes): Promise<void>;
}
