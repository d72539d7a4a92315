import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Why somebody is suspended, when each account last logged in, and the ways to sort and filter accounts. */
export class AdministerAccounts1700000000017 implements MigrationInterface {
  readonly name = 'AdministerAccounts1700000000017';

  async up(runner: QueryRunner): Promise<void> {
    // Not null, so that one index sorts those who never came beside those who did.
    await runner.query(`
      ALTER TABLE users ADD COLUMN suspension_reason text,
        ADD COLUMN last_log_in_at timestamptz NOT NULL DEFAULT '-infinity'`);
    await runner.query(`
      UPDATE users SET last_log_in_at = seen.at FROM (
        SELECT user_id, max(last_login_at) AS at FROM known_browsers GROUP BY user_id) seen
       WHERE seen.user_id = users.id`);
    // A session begins with a proof of a credential, or it is no log-in.
    await runner.query(`
      CREATE FUNCTION note_log_in() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        UPDATE users SET last_log_in_at = now() WHERE id = NEW.user_id AND last_log_in_at < now();
        RETURN NULL;
      END $$`);
    await runner.query(`
      CREATE TRIGGER sessions_log_in AFTER INSERT ON sessions FOR EACH ROW
        WHEN (NEW.user_id IS NOT NULL AND NEW.authenticated_at IS NOT NULL)
        EXECUTE FUNCTION note_log_in()`);
    for (const column of ['created_at', 'last_log_in_at'])
      await runner.query(`CREATE INDEX users_${column}_id_idx ON users (${column}, id)`);
    await runner.query(`CREATE INDEX users_admins_idx ON users (id) WHERE role = 'admin'`);
    await runner.query(
      'CREATE INDEX users_suspended_idx ON users (id) WHERE suspended_at IS NOT NULL',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TRIGGER sessions_log_in ON sessions');
    await runner.query('DROP FUNCTION note_log_in');
    await runner.query('DROP INDEX users_suspended_idx');
    await runner.query('DROP INDEX users_admins_idx');
    await runner.query('DROP INDEX users_created_at_id_idx');
    await runner.query(
      'ALTER TABLE users DROP COLUMN last_log_in_at, DROP COLUMN suspension_reason',
    );
  }
}
