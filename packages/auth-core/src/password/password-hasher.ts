/** No, yes, or yes with a hash that is weaker than today's settings and should be replaced. */
export type Verdict = 'no' | 'yes' | 'rehash';

/** A port: slow on purpose, and the one thing that an app may want to replace. */
export abstract class PasswordHasher {
  /** @returns a PHC string: method, parameters and salt travel with the hash */
  abstract hash(password: string): Promise<string>;

  /**
   * Takes as long without a hash (no such user) or with a broken one as with a real one, so that
   * time tells nobody who has an account. Never throws for what is stored.
   */
  abstract verify(check: { password: string; hash: string | undefined }): Promise<Verdict>;
}
