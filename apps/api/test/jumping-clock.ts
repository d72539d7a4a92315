import pg from 'pg';
import { createDataSource } from '../src/database/data-source.ts';
import { migrate } from '../src/database/migrate.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';

/**
 * A database whose clock a test can set: its `now()` is found before that of PostgreSQL, in every
 * statement. Tables, defaults and triggers keep the function that they were made with, so they are made again.
 */
export class JumpingClock {
  readonly #database: TestDatabase;
  readonly #operator: pg.Client;

  private constructor(database: TestDatabase, operator: pg.Client) {
    this.#database = database;
    this.#operator = operator;
  }

  static async start(): Promise<JumpingClock> {
    const database = await createTestDatabase();
    const operator = new pg.Client({ connectionString: database.url });
    await operator.connect();
    const name = new URL(database.url).pathname.slice(1);
    await operator.query(`
      DROP SCHEMA public CASCADE;
      CREATE SCHEMA public;
      CREATE SCHEMA clock;
      CREATE TABLE clock.jump (ahead interval NOT NULL);
      INSERT INTO clock.jump VALUES ('0');
      CREATE FUNCTION clock.now() RETURNS timestamptz LANGUAGE sql STABLE
        AS 'SELECT pg_catalog.now() + ahead FROM clock.jump';
      ALTER DATABASE ${name} SET search_path = public, clock, pg_catalog`);
    const dataSource = await createDataSource(database.url, () => undefined).initialize();
    await migrate(dataSource);
    await dataSource.destroy();
    return new JumpingClock(database, operator);
  }

  get databaseUrl(): string {
    return this.#database.url;
  }

  /** @param ahead of the true time, like `2 days` or `-1 hour` */
  async set(ahead: string): Promise<void> {
    await this.#operator.query('UPDATE clock.jump SET ahead = $1', [ahead]);
  }

  async stop(): Promise<void> {
    await this.#operator.end();
    await this.#database.drop();
  }
}
