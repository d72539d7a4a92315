import {
  argon2Head,
  PasswordHasher,
  passwordFormat,
  SlowestHashes,
} from '@gatehouse/auth-core/password';
import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { rows } from '../../database/rows.ts';

/** Read a page at a time, so that neither the memory nor anybody who asks meanwhile notices how many there are. */
const PAGE = 500;
const COUNTED = 100_000;
/** People notice such a wait at every log-in. */
const LONG_MS = 1000;
/** So much more or less of it is worth a line in the log. */
const OTHER = 1.5;
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** As the index says it, so that nothing else is read. */
export const isForeign = `password_hash NOT LIKE '${argon2Head}%'`;

/**
 * Hashes that are not of today's settings: of another system, or of ours before. As long as there are any, every check of a
 * password lasts as long as the slowest of them.
 */
@Injectable()
export class ForeignHashes {
  readonly #logger = new Logger('foreign-hashes');
  #told = 0;

  constructor(
    private readonly database: DataSource,
    private readonly hasher: PasswordHasher,
  ) {}

  /** Whether checks of passwords last longer than they have to for today's. */
  get areWaitedFor(): boolean {
    return this.hasher.pace > 0;
  }

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
    const known = new SlowestHashes();
    let last = NOBODY;
    for (let page = await this.#after(last); page.length > 0; page = await this.#after(last))
      for (const { id, password_hash } of page) {
        known.add(password_hash);
        last = id;
      }
    await this.hasher.keepPaceWith(known);
    this.#tell(known);
  }

  /** To the operator, who alone can end it: an account that is never used again keeps its hash. */
  #tell(known: SlowestHashes): void {
    const { pace } = this.hasher;
    if (pace <= this.#told * OTHER && pace >= this.#told / OTHER) return;
    this.#told = pace;
    if (pace === 0) {
      this.#logger.log('All passwords are hashed with the settings of today.');
      return;
    }
    const formats = [...known].map(passwordFormat).join(', ');
    const words = `There are passwords that other systems have hashed (the slowest of each kind: ${formats}): every check lasts ${pace} ms until they are replaced.`;
    if (pace > LONG_MS) this.#logger.warn(words);
    else this.#logger.log(words);
  }

  #after(id: string): Promise<{ id: string; password_hash: string }[]> {
    return rows(
      this.database,
      `SELECT id, password_hash FROM users WHERE ${isForeign} AND id > $1 ORDER BY id LIMIT ${PAGE}`,
      [id],
    );
  }
}
