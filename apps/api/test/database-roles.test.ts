import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { createDataSource } from '../src/database/data-source.ts';
import { migrate } from '../src/database/migrate.ts';
import { type Api, startApi } from './api.ts';
import { read } from './source-files.ts';

const insufficientPrivilege = '42501';

/** The words of the guide, with names that no other test has. */
async function statementsOfGuide(names: Record<string, string>): Promise<string[]> {
  const guide = await read('docs/how-to/database-roles.md');
  const blocks = [...guide.matchAll(/```sql\n([\s\S]*?)```/g)].map(([, sql = '']) => sql);
  return blocks.map((sql) =>
    Object.entries(names).reduce((text, [name, own]) => text.replaceAll(name, own), sql),
  );
}

async function run(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    // One by one: a database is not made within a transaction.
    for (const statement of sql.split(';\n').filter((text) => text.trim() !== ''))
      await client.query(statement);
  } finally {
    await client.end();
  }
}

describe('a process with a role of its own', () => {
  const mark = randomUUID().slice(0, 8);
  const [owner, app, database] = [`owner_${mark}`, `app_${mark}`, `roles_${mark}`];
  const operator = new URL(process.env['GATEHOUSE_TEST_POSTGRES'] ?? '');
  const urlFor = (user: string, password: string) => {
    const url = new URL(`/${database}`, operator);
    url.username = user;
    url.password = password;
    return url.href;
  };
  const ownerUrl = urlFor(owner, 'owner-password');
  const appUrl = urlFor(app, 'app-password');
  let api: Api;

  beforeAll(async () => {
    const [first = '', second = '', third = ''] = await statementsOfGuide({
      'DATABASE gatehouse ': `DATABASE ${database} `,
      gatehouse_owner: owner,
      gatehouse_app: app,
    });
    await run(operator.href, first);
    await run(ownerUrl, second);
    const ofOwner = await createDataSource(ownerUrl, () => undefined).initialize();
    await migrate(ofOwner);
    await ofOwner.destroy();
    await run(ownerUrl, third);
    api = await startApi({ databaseUrl: appUrl });
  });
  afterAll(async () => {
    await api.stop();
    await run(
      operator.href,
      `DROP DATABASE ${database} WITH (FORCE);\nDROP ROLE ${owner};\nDROP ROLE ${app};\n`,
    );
  });

  it('does everything that people ask of it [CF-03]', async () => {
    expect(await api.database.query('SELECT current_user AS me')).toEqual([{ me: app }]);
    expect(await migrate(api.database)).toEqual([]);

    const ada = await api.register();
    const other = await api.logIn(ada, { remember: true });
    await other.client.session.logOut();
    await ada.client.session.confirm({ password: ada.password });
    await ada.client.messages.create({ content: 'Good morning' });
    await ada.client.shop.saveCart({ lines: [{ slug: 'ginger-snap', quantity: 2 }] });
    await ada.client.counter.start();
    await ada.client.users.update(ada.user.id, { name: 'Ada' });
    expect(await ada.client.account.sessions()).toHaveLength(1);
    const admin = await api.registerAs('admin');
    await admin.client.users.changeRole(ada.user.id, 'admin');
    expect(await ada.client.session.current()).toMatchObject({ user: { role: 'admin' } });
    await admin.client.users.delete(ada.user.id);
    await expect(ada.client.account.sessions()).rejects.toMatchObject({ status: 401 });
    // What the relay between processes and PostgreSQL asks.
    await api.database.query('SELECT system_identifier FROM pg_control_system()');
  });

  it('changes no table, no trigger and no history, and makes nothing [CF-03]', async () => {
    const refused = [
      'CREATE TABLE mine (id int)',
      'CREATE TEMPORARY TABLE mine (id int)',
      'CREATE SCHEMA mine',
      'CREATE EXTENSION pgcrypto',
      `CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'`,
      'DROP TABLE sessions',
      'ALTER TABLE users ADD COLUMN mine text',
      'ALTER TABLE sessions DISABLE TRIGGER sessions_end',
      'DROP TRIGGER users_change ON users',
      'ALTER FUNCTION announce_session() RENAME TO mine',
      'TRUNCATE sessions',
      'CREATE INDEX mine ON users (name)',
      `DELETE FROM migrations`,
      `UPDATE security_events SET name = 'nothing'`,
      'CREATE ROLE mine',
      `CREATE DATABASE mine`,
      `SET ROLE ${owner}`,
      `SET session_replication_role = 'replica'`,
      `SELECT pg_read_file('PG_VERSION')`,
      `COPY users TO PROGRAM 'cat'`,
      'SELECT rolpassword FROM pg_authid',
    ];
    const passed: string[] = [];
    for (const statement of refused) {
      const code = await api.database.query(statement).then(
        () => 'done',
        (error: { driverError?: { code?: string } }) => error.driverError?.code,
      );
      if (code !== insufficientPrivilege) passed.push(`${statement}: ${code}`);
    }
    expect(passed).toEqual([]);
    const [{ owned }] = await api.database.query(
      `SELECT count(*)::int AS owned FROM pg_class WHERE relowner = current_user::regrole`,
    );
    expect(owned).toBe(0);
  });
});
