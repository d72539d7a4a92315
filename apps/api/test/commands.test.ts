import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Api, type Person, startApi } from './api.ts';
import { eventually } from './eventually.ts';
import { Operator, type Told } from './operator.ts';

describe('a command of the operator', () => {
  let api: Api;
  let ada: Person;
  let operator: Operator;
  beforeAll(async () => {
    api = await startApi();
    ada = await api.register();
    operator = new Operator(api.databaseUrl);
  });
  afterAll(() => api.stop());

  const kept = (name = 'authz_admin') =>
    api.database.query(
      `SELECT user_id AS "userId", details FROM security_events WHERE name = '${name}' ORDER BY id`,
    );
  /** Commands that have all seen the accounts as they are before any of them can change one. */
  const together = async (...lines: string[]): Promise<Told[]> => {
    const all = await api.database.transaction(async (manager) => {
      await manager.query('SELECT FROM users FOR UPDATE');
      const running = lines.map((line) => operator.run(line));
      await eventually(async () => {
        const [waiting] = await api.database.query(
          `SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = current_database()
              AND application_name = 'gatehouse-command' AND wait_event_type = 'Lock'`,
        );
        return waiting.count === lines.length;
      });
      return { running };
    });
    return Promise.all(all.running);
  };
  const roleOf = async (person: Person) =>
    (await person.client.session.current({ background: true })).user?.role;

  it('makes the first admin once, of two at once as well [CF-07] [AZ-07]', async () => {
    const bob = await api.register();
    const made = await together(
      ...[ada, bob].map(({ user }) => `user role ${user.username} admin --first`),
    );
    expect(made.map(({ code }) => code).sort()).toEqual([0, 1]);
    const refused = made.find(({ code }) => code === 1);
    expect(refused?.err).toBe('Nothing was changed: there is an admin already.\n');
    const [first, second] = made[0]?.code === 0 ? [ada, bob] : [bob, ada];
    expect([await roleOf(first), await roleOf(second)]).toEqual(['admin', 'member']);
    expect(await kept('authz_change')).toEqual([
      { userId: first.user.id, details: { from: 'member', to: 'admin', by: 'command' } },
    ]);

    // Without that condition the operator may, at any time; but never take the last one away.
    await operator.ask(`user role ${second.user.username} admin`);
    expect(await roleOf(second)).toBe('admin');
    await operator.ask(`user role ${second.user.username} member`);
    expect(await operator.run(`user role ${first.user.username} member`)).toEqual({
      code: 1,
      out: '',
      err: 'The last admin has to stay. Make somebody else an admin first.\n',
    });
  });

  it('ends the sessions of a copy without the limits of requests, and keeps that it did [D-20]', async () => {
    await api.visitor().client.counter.start();
    await api.database.query(`
      CREATE FUNCTION insist_on_patience() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF current_setting('statement_timeout') <> '0' THEN RAISE 'A large table would take too long.'; END IF;
        RETURN NULL;
      END $$;
      CREATE TRIGGER patience AFTER DELETE ON sessions FOR EACH STATEMENT EXECUTE FUNCTION insist_on_patience()`);
    const { out } = await operator.run('restored');
    await api.database.query('DROP TRIGGER patience ON sessions');

    expect(out).toMatch(/^Sessions that are over now: 2\.$/m);
    expect(await api.database.query('SELECT 1 FROM sessions')).toEqual([]);
    expect(await kept()).toEqual([
      { userId: null, details: { action: 'restored', endedSessions: 2, by: 'command' } },
    ]);
  });

  it('forgets wrong passwords, and keeps that it did', async () => {
    const key = `user:${ada.user.id}`;
    await api.database.query('INSERT INTO password_failures (key, failures) VALUES ($1, 100)', [
      key,
    ]);
    expect(await operator.ask(`user unlock ${ada.user.username}`)).toMatchObject({
      forgotten: 100,
    });

    const left = await api.database.query('SELECT 1 FROM password_failures WHERE key = $1', [key]);
    expect(left).toEqual([]);
    expect((await kept()).at(-1)).toEqual({
      userId: ada.user.id,
      details: { action: 'unlocked', by: 'command' },
    });
  });
});
