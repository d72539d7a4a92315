const SECOND = 1000;

/** How often whoever listens makes sure that it hears. */
export const BEAT = SECOND;
/** How long something may be believed after that was last made sure. */
export const LEASE = 3 * SECOND;
/** Clocks drift by far less between two beats; a clock that was set jumps by more. */
const JUMP = 2 * SECOND;

/** For how long this process may believe what it knows. Its own clock decides, which nobody can set. */
export class Lease {
  #end = performance.now();
  #clockSkew: number | undefined;

  get isValid(): boolean {
    return performance.now() < this.#end;
  }

  /** From then on no process believes what it did not hear, whoever else has lost what this one has lost. */
  get allHaveLapsedAt(): number {
    return (this.isValid ? performance.now() : this.#end) + LEASE;
  }

  /**
   * All that was announced before `sentAt` has been heard.
   * @returns whether time itself has jumped since the last time: the clock of the database, or ours
   */
  renew(sentAt: number, databaseTime: number): boolean {
    const end = sentAt + LEASE;
    if (end <= Math.max(this.#end, performance.now())) return false;
    this.#end = end;
    const skew = databaseTime - sentAt;
    const hasJumped = this.#clockSkew !== undefined && Math.abs(skew - this.#clockSkew) > JUMP;
    this.#clockSkew = skew;
    return hasJumped;
  }

  cancel(): void {
    this.#end = Math.min(this.#end, performance.now());
    this.#clockSkew = undefined;
  }
}
