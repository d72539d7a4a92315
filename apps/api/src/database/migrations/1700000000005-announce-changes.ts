import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The database itself tells every process what changed in sessions and users, in the transaction that
 * changes it: no code path, and no operator with psql, can forget to.
 */
export class AnnounceChanges1700000000005 implements MigrationInterface {
  readonly name = 'AnnounceChanges1700000000005';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION announce_session() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'DELETE' THEN PERFORM pg_notify('gatehouse', 'e:' || OLD.id);
        ELSIF NEW.id <> OLD.id THEN PERFORM pg_notify('gatehouse', 'e:' || OLD.id);
        ELSE PERFORM pg_notify('gatehouse', 's:' || OLD.id);
        END IF;
        RETURN NULL;
      END $$`);
    await runner.query(`
      CREATE FUNCTION announce_user() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM pg_notify('gatehouse', 'u:' || OLD.id);
        RETURN NULL;
      END $$`);
    await runner.query(`
      CREATE FUNCTION announce_everything() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM pg_notify('gatehouse', 'x:');
        RETURN NULL;
      END $$`);
    // Nobody keeps the counter, the cart or the coarse address. A later end by use needs no word: who
    // takes a session for ended by time looks again.
    await runner.query(`
      CREATE TRIGGER sessions_change AFTER UPDATE ON sessions FOR EACH ROW WHEN (
        (OLD.id, OLD.secret_mac, OLD.previous_mac, OLD.previous_until, OLD.rotated_at, OLD.user_id, OLD.created_at,
         OLD.authenticated_at, OLD.fresh_until, OLD.expires_at, OLD.remembered, OLD.browser, OLD.os, OLD.device_kind, OLD.flash)
        IS DISTINCT FROM
        (NEW.id, NEW.secret_mac, NEW.previous_mac, NEW.previous_until, NEW.rotated_at, NEW.user_id, NEW.created_at,
         NEW.authenticated_at, NEW.fresh_until, NEW.expires_at, NEW.remembered, NEW.browser, NEW.os, NEW.device_kind, NEW.flash)
        OR NEW.idle_expires_at < OLD.idle_expires_at OR NEW.last_seen_at < OLD.last_seen_at)
        EXECUTE FUNCTION announce_session()`);
    // What time has ended is refused by time.
    await runner.query(`
      CREATE TRIGGER sessions_end AFTER DELETE ON sessions FOR EACH ROW
        WHEN (OLD.idle_expires_at > now() AND OLD.expires_at > now())
        EXECUTE FUNCTION announce_session()`);
    await runner.query(`
      CREATE TRIGGER users_change AFTER UPDATE ON users FOR EACH ROW WHEN (
        (OLD.id, OLD.username, OLD.email, OLD.name, OLD.avatar_url, OLD.role, OLD.created_at, OLD.suspended_at)
        IS DISTINCT FROM
        (NEW.id, NEW.username, NEW.email, NEW.name, NEW.avatar_url, NEW.role, NEW.created_at, NEW.suspended_at))
        EXECUTE FUNCTION announce_user()`);
    await runner.query(`
      CREATE TRIGGER users_end AFTER DELETE ON users FOR EACH ROW EXECUTE FUNCTION announce_user()`);
    for (const table of ['users', 'sessions'])
      await runner.query(`
        CREATE TRIGGER ${table}_truncation AFTER TRUNCATE ON ${table} FOR EACH STATEMENT
          EXECUTE FUNCTION announce_everything()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of ['change', 'end', 'truncation'])
      for (const table of ['users', 'sessions'])
        await runner.query(`DROP TRIGGER ${table}_${name} ON ${table}`);
    for (const what of ['session', 'user', 'everything'])
      await runner.query(`DROP FUNCTION announce_${what}`);
  }
}
