import type { BenchDatabase } from './bench-database.ts';
import { clone } from './clone.ts';
import type { Mint } from './mint.ts';
import type { Template } from './template.ts';

const BATCH = 100_000;

/** Everybody who has an account or a session while something is measured. */
export class Crowd {
  readonly #database: BenchDatabase;
  readonly #template: Template;
  readonly #mint: Mint;

  constructor(database: BenchDatabase, template: Template, mint: Mint) {
    this.#database = database;
    this.#template = template;
    this.#mint = mint;
  }

  /** People with the password of the template. */
  async addUsers(count: number): Promise<void> {
    await clone(this.#database, {
      table: 'users',
      id: this.#template.userId,
      source: 'generate_series(1, $2::int) AS n',
      parameters: [count],
      changes: {
        id: 'gen_random_uuid()',
        username: `'person' || n`,
        username_canonical: `'person' || n`,
        email: `'person' || n || '@example.com'`,
        email_canonical: `'person' || n || '@example.com'`,
      },
    });
  }

  /** @returns ids of some people, always the same ones */
  async userIds(count: number): Promise<string[]> {
    return (await this.#some(count)).map(({ id }) => id);
  }

  async usernames(count: number): Promise<string[]> {
    return (await this.#some(count)).map(({ username }) => username);
  }

  /** Logs people in, each in a browser of their own. @returns their cookies */
  async logIn(userIds: readonly string[]): Promise<string[]> {
    const tokens = userIds.map(() => this.#mint.token());
    await clone(this.#database, {
      table: 'sessions',
      id: this.#template.sessionId,
      source: 'unnest($2::text[], $3::bytea[], $4::uuid[]) AS made(id, mac, user_id)',
      parameters: [tokens.map(({ id }) => id), tokens.map(({ mac }) => mac), userIds],
      changes: { id: 'made.id', secret_mac: 'made.mac', user_id: 'made.user_id' },
    });
    return tokens.map(({ value }) => `${this.#template.cookieName}=${value}`);
  }

  /** Fills the table with sessions that nobody uses, under ids as random as real ones. */
  async fill(total: number, say: (words: string) => void): Promise<void> {
    const [row] = await this.#database.rows<{ count: number }>(
      'SELECT count(*)::int AS count FROM sessions',
    );
    for (let count = row?.count ?? 0; count < total; count += BATCH) {
      const batch = Math.min(BATCH, total - count);
      say(`Sessions in the table: ${count + batch} of ${total} …`);
      await this.#fillBatch(count, batch);
    }
    await this.#database.settle();
  }

  #some(count: number): Promise<{ id: string; username: string }[]> {
    return this.#database.rows(
      'SELECT id, username FROM users WHERE id <> $1 ORDER BY id LIMIT $2',
      [this.#template.userId, count],
    );
  }

  async #fillBatch(from: number, count: number): Promise<void> {
    const [people] = await this.#database.rows<{ count: number }>(
      'SELECT count(*)::int AS count FROM users',
    );
    await clone(this.#database, {
      table: 'sessions',
      id: this.#template.sessionId,
      source: `generate_series($2::int + 1, $2::int + $3::int) AS n
        JOIN (SELECT id, row_number() OVER () - 1 AS place FROM users) holder
          ON holder.place = n % $4::bigint`,
      parameters: [from, count, people?.count],
      changes: {
        // Sixteen bytes as base64url, which is the shape of an id.
        id: `translate(rtrim(encode(decode(md5('session' || n), 'hex'), 'base64'), '='), '+/', '-_')`,
        user_id: 'holder.id',
      },
    });
  }
}
