import type { EntityManager } from 'typeorm';
import { rows } from '../../database/rows.ts';
import { doneBy } from '../../events/done-by.ts';
import type { SecurityEvents } from '../../events/security-events.ts';
import type { Candidate } from './candidate.ts';

/** By line, why a candidate does not move in: there already, or their username belongs to somebody else. */
export type Taken = ReadonlyMap<number, 'there' | 'username'>;

const made = `
  INSERT INTO users (username, username_canonical, email, email_canonical, name, role, password_hash, created_at, email_verified_at)
  SELECT username, username_canonical, email, email_canonical, name, role, hash, coalesce(created_at, now()), verified_at
    FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::timestamptz[], $9::timestamptz[])
      AS given (username, username_canonical, email, email_canonical, name, role, hash, created_at, verified_at)
      ON CONFLICT DO NOTHING
   RETURNING email_canonical AS email`;

/** Writes accounts, many with one statement. Nothing is hashed: each keeps the hash it came with. */
export class AccountWriter {
  /** @param noPassword the hash of those without one */
  constructor(
    private readonly events: SecurityEvents,
    private readonly noPassword: string,
  ) {}

  /** Who of them cannot be written. The address is the person: who has it is there already, under whatever name. */
  async taken(manager: EntityManager, candidates: readonly Candidate[]): Promise<Taken> {
    const found = await rows<{ line: number; isThere: boolean }>(
      manager,
      `WITH given AS (
         SELECT * FROM unnest($1::int[], $2::text[], $3::text[]) AS g (line, username, email))
       SELECT line, bool_or(is_there) AS "isThere" FROM (
         SELECT line, true AS is_there FROM given JOIN users ON email_canonical = given.email
         UNION ALL
         SELECT line, false FROM given JOIN users ON username_canonical = given.username) AS found
        GROUP BY line`,
      [
        candidates.map(({ line }) => line),
        candidates.map(({ usernameCanonical }) => usernameCanonical),
        candidates.map(({ emailCanonical }) => emailCanonical),
      ],
    );
    return new Map(found.map(({ line, isThere }) => [line, isThere ? 'there' : 'username']));
  }

  /** @returns those that were written: somebody may have registered in between */
  async write(
    manager: EntityManager,
    candidates: readonly Candidate[],
  ): Promise<readonly Candidate[]> {
    if (candidates.length === 0) return [];
    const column = <Value>(read: (candidate: Candidate) => Value) => candidates.map(read);
    const inserted = await rows<{ email: string }>(manager, made, [
      column(({ username }) => username),
      column(({ usernameCanonical }) => usernameCanonical),
      column(({ email }) => email),
      column(({ emailCanonical }) => emailCanonical),
      column(({ name }) => name),
      column(({ role }) => role),
      column(({ hash }) => hash || this.noPassword),
      column(({ createdAt }) => createdAt),
      column(({ verifiedAt }) => verifiedAt),
    ]);
    const emails = new Set(inserted.map(({ email }) => email));
    const written = candidates.filter(({ emailCanonical }) => emails.has(emailCanonical));
    if (written.length > 0) await this.#tell(manager, written);
    return written;
  }

  /** One for all of a transaction: a row each would say of everybody what says nothing of them. */
  async #tell(manager: EntityManager, written: readonly Candidate[]): Promise<void> {
    const admins = written.filter(({ role }) => role === 'admin').length;
    const deed = doneBy(null, { count: written.length, admins });
    await this.events.record(manager, { name: 'users_imported', ...deed });
  }
}
