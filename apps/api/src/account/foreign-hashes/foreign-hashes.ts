import { argon2Head, PasswordHasher, SlowestHashes } from '@gatehouse/auth-core/password';
import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { rows } from '../../database/rows.ts';

/** Read a page at a time, so that neither the memory nor anybody who asks meanwhile notices how many there are. */
const PAGE = 500;
const COUNTED = 100_000;
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** As the index says it, so that nothing else is read. */
const isForeign = `password_hash NOT LIKE '${argon2Head}%'`;

/**
 * Hashes that are not of today's settings: of another system, or of ours before. As long as there are any, every check of a
 * password lasts as long as the slowest of them.
 */
@Injectable()
export class ForeignHashes {
  readonly #logger = new Logger('foreign-hashes');

  constructor(
    private readonly database: DataSource,
    private readonly hasher: PasswordHasher,
  ) {}

  /** One statement over an index. Of very many it counts no more than a part: that is enough to see that there are some. */
  async count(): Promise<number> {
    const [row] = await rows<{ count: string }>(
      this.database,
      `SELECT count(*) FROM (SELECT FROM users WHERE ${isForeign} LIMIT ${COUNTED}) AS counted`,
      [],
    );
    return Number(row?.count);
  }

  /** Looks through all of them, and measures the slowest. */
  async look(): Promise<void> {
    const before = this.hasher.pace;
    const known = new SlowestHashes();
    let last = NOBODY;
    for (let page = await this.#after(last); page.length > 0; page = await this.#after(last))
      for (const { id, password_hash } of page) {
        known.add(password_hash);
        last = id;
      }
    await this.hasher.keepPaceWith(known);
    const { pace } = this.hasher;
    if ((pace === 0) !== (before === 0))
      this.#logger.log(
        pace > 0
          ? `There are passwords that other systems have hashed: every check lasts ${pace} ms until they are replaced.`
          : 'All passwords are hashed with the settings of today.',
      );
  }

  #after(id: string): Promise<{ id: string; password_hash: string }[]> {
    return rows(
      this.database,
      `SELECT id, password_hash FROM users WHERE ${isForeign} AND id > $1 ORDER BY id LIMIT ${PAGE}`,
      [id],
    );
  }
}
