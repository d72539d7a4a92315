import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../src/database/data-source.ts';
import { migrate } from '../src/database/migrate.ts';
import { migrations } from '../src/database/migrations/index.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';

const uniqueViolation = '23505';
const notNullViolation = '23502';
const checkViolation = '23514';

describe('the schema', () => {
  let place: TestDatabase;
  let database: DataSource;
  beforeAll(async () => {
    place = await createTestDatabase();
    database = await createDataSource(place.url, () => undefined).initialize();
  });
  afterAll(async () => {
    await database.destroy();
    await place.drop();
  });

  /** Everything that PostgreSQL knows of our tables, as text that can be compared. */
  async function described(): Promise<unknown> {
    return Promise.all([
      database.query(`SELECT table_name, column_name, data_type, is_nullable, column_default
        FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, 2`),
      database.query(`SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint
        WHERE connamespace = 'public'::regnamespace ORDER BY 1`),
      database.query(`SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1`),
      database.query(
        `SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1`,
      ),
      database.query(
        `SELECT proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace ORDER BY 1`,
      ),
    ]);
  }

  async function refusal(
    statement: string,
    parameters: unknown[] = [],
  ): Promise<string | undefined> {
    try {
      await database.query(statement, parameters);
      return undefined;
    } catch (error) {
      return (error as { driverError?: { code?: string } }).driverError?.code;
    }
  }

  const insertUser = (columns: Record<string, unknown>) => {
    const name = randomUUID();
    const row = {
      username: name,
      username_canonical: name,
      email: `${name}@a.b`,
      email_canonical: `${name}@a.b`,
      name,
      password_hash: 'x',
      ...columns,
    };
    const names = Object.keys(row);
    return refusal(
      `INSERT INTO users (${names.join(', ')}) VALUES (${names.map((_, index) => `$${index + 1}`).join(', ')})`,
      Object.values(row),
    );
  };

  it('goes down to nothing and up again, to what it was [S-168]', async () => {
    const before = await described();
    for (const _ of migrations) await database.undoLastMigration({ transaction: 'all' });
    const [{ left }] = await database.query(
      `SELECT count(*)::int AS left FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> 'migrations'`,
    );
    expect(left).toBe(0);
    expect(await migrate(database)).toHaveLength(migrations.length);
    expect(await described()).toEqual(before);
  });

  it('keeps what is there when it is brought up to date again, by two at once [S-167] [S-170]', async () => {
    expect(await insertUser({ username: 'kept' })).toBeUndefined();
    const other = await createDataSource(place.url, () => undefined).initialize();
    expect(await Promise.all([migrate(database), migrate(other)])).toEqual([[], []]);
    await other.destroy();
    expect(await database.query(`SELECT username FROM users WHERE username = 'kept'`)).toHaveLength(
      1,
    );
  });

  it('grows from an empty database [S-167] [S-169]', async () => {
    const name = `empty_${randomUUID().replaceAll('-', '')}`;
    const operator = new pg.Client({ connectionString: place.url });
    await operator.connect();
    await operator.query(`CREATE DATABASE ${name}`);
    const url = new URL(place.url);
    url.pathname = `/${name}`;
    const empty = await createDataSource(url.href, () => undefined).initialize();
    expect(await migrate(empty)).toHaveLength(migrations.length);
    expect(await empty.query('SELECT * FROM users')).toEqual([]);
    await empty.destroy();
    await operator.query(`DROP DATABASE ${name} WITH (FORCE)`);
    await operator.end();
  });

  it('is what the entities say: no change waits for a migration, and none is made by itself [S-168]', async () => {
    const pending = async () => {
      const { upQueries } = await database.driver.createSchemaBuilder().log();
      return upQueries.map(({ query }) => query);
    };
    expect(await pending()).toEqual([]);
    expect(database.options.synchronize).toBe(false);
    const times = migrations.map(({ name }) => Number(name.slice(-13)));
    expect(times).toEqual([...times].sort((one, other) => one - other));

    await database.query('ALTER TABLE users ADD COLUMN stray text');
    expect(await pending()).toEqual([expect.stringContaining('stray')]);
    await database.query('ALTER TABLE users DROP COLUMN stray');
  });

  it('has one person for one name and one address, and says so itself [S-163] [S-165]', async () => {
    expect(await insertUser({ username_canonical: 'one' })).toBeUndefined();
    expect(await insertUser({ username_canonical: 'one' })).toBe(uniqueViolation);
    expect(await insertUser({ email_canonical: 'one@example.com' })).toBeUndefined();
    expect(await insertUser({ email_canonical: 'one@example.com' })).toBe(uniqueViolation);
  });

  it.each([
    'username',
    'username_canonical',
    'email',
    'email_canonical',
    'name',
    'password_hash',
    'role',
    'created_at',
  ])('has nobody without %s [S-163]', async (column) => {
    expect(await insertUser({ [column]: null })).toBe(notNullViolation);
  });

  it('knows two roles, and gives the lesser one [S-132]', async () => {
    expect(await insertUser({ role: 'owner' })).toBe(checkViolation);
    await insertUser({ username: 'plain' });
    expect(await database.query(`SELECT role FROM users WHERE username = 'plain'`)).toEqual([
      { role: 'member' },
    ]);
  });

  it('has room for a longer hash than today’s [S-164]', async () => {
    expect(await insertUser({ password_hash: 'x'.repeat(10_000) })).toBeUndefined();
  });

  it('finds by index whatever is looked up at every request [S-166]', async () => {
    const indexes: { indexdef: string }[] = await database.query(
      `SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'`,
    );
    const found = indexes.map(({ indexdef }) =>
      indexdef.replace(/.* ON public\.(\w+) USING btree /, '$1 '),
    );
    for (const wanted of [
      'users (id)',
      'users (username_canonical)',
      'users (email_canonical)',
      'sessions (id)',
      'sessions (user_id)',
      'messages (author_id)',
      'messages (created_at, id)',
      'orders (user_id, idempotency_key)',
    ])
      expect(found).toContain(wanted);
    const foreignKeys: { table: string; column: string }[] = await database.query(
      `SELECT c.conrelid::regclass::text AS table, a.attname AS column FROM pg_constraint c
         JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1] WHERE c.contype = 'f'`,
    );
    for (const { table, column } of foreignKeys)
      expect(found.some((index) => index.startsWith(`${table} (${column}`))).toBe(true);
  });

  it('ends the sessions of a person with the person, and of a suspended one at once', async () => {
    const sessionOf = async (column: string) => {
      const id = randomUUID();
      await insertUser({ id });
      await database.query(
        `INSERT INTO sessions (id, secret_mac, user_id, browser, os, device_kind, idle_expires_at, expires_at)
         VALUES ($1, '', $2, '', '', 'desktop', now() + interval '1 h', now() + interval '1 h')`,
        [randomUUID(), id],
      );
      await database.query(
        column === 'deleted'
          ? 'DELETE FROM users WHERE id = $1'
          : 'UPDATE users SET suspended_at = now() WHERE id = $1',
        [id],
      );
      return database.query('SELECT id FROM sessions WHERE user_id = $1', [id]);
    };
    expect(await sessionOf('deleted')).toEqual([]);
    expect(await sessionOf('suspended')).toEqual([]);
  });
});
