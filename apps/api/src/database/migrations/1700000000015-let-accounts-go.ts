import type { MigrationInterface, QueryRunner } from 'typeorm';

const keepRows = (exception: string) => `
  CREATE OR REPLACE FUNCTION keep_security_events() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF TG_OP = 'DELETE' AND OLD.at < now() - interval '90 days' THEN
      RETURN OLD;
    END IF;${exception}
    RAISE EXCEPTION 'security_events: rows are added, and removed after 90 days'
      USING ERRCODE = 'integrity_constraint_violation';
  END $$`;

/** Where somebody was who is gone may be blanked, and nothing else of what happened. */
const blanking = `
    IF TG_OP = 'UPDATE' AND (NEW.address, NEW.browser, NEW.os) IS NOT DISTINCT FROM (NULL::text, NULL::text, NULL::text)
       AND (NEW.id, NEW.at, NEW.name, NEW.user_id, NEW.session_id, NEW.actor_id, NEW.details)
           IS NOT DISTINCT FROM (OLD.id, OLD.at, OLD.name, OLD.user_id, OLD.session_id, OLD.actor_id, OLD.details)
       AND NOT EXISTS (SELECT FROM users WHERE id = COALESCE(OLD.actor_id, OLD.user_id)) THEN
      RETURN NEW;
    END IF;`;

/** Accounts that are closed and wait for their end, people who need a new password, and records without those who are gone. */
export class LetAccountsGo1700000000015 implements MigrationInterface {
  readonly name = 'LetAccountsGo1700000000015';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE users ADD COLUMN deletion_due_at timestamptz, ADD COLUMN password_demanded_at timestamptz`);
    // Looked up once a minute; nearly nobody stands in it.
    await runner.query(`
      CREATE INDEX users_deletion_due_at_idx ON users (deletion_due_at) WHERE deletion_due_at IS NOT NULL`);
    await runner.query(`
      CREATE INDEX security_events_actor_id_idx ON security_events (actor_id) WHERE actor_id IS NOT NULL`);
    await runner.query(`
      CREATE TRIGGER users_restriction AFTER UPDATE ON users FOR EACH ROW
        WHEN ((OLD.deletion_due_at, OLD.password_demanded_at) IS DISTINCT FROM (NEW.deletion_due_at, NEW.password_demanded_at))
        EXECUTE FUNCTION announce_user()`);
    await runner.query(`
      CREATE TRIGGER users_closing AFTER UPDATE OF deletion_due_at ON users FOR EACH ROW
        WHEN (OLD.deletion_due_at IS NULL AND NEW.deletion_due_at IS NOT NULL)
        EXECUTE FUNCTION end_sessions_of_suspended_user()`);
    await runner.query(`
      CREATE TRIGGER users_closing_tokens AFTER UPDATE OF deletion_due_at ON users FOR EACH ROW
        WHEN (OLD.deletion_due_at IS NULL AND NEW.deletion_due_at IS NOT NULL)
        EXECUTE FUNCTION forget_mailed_tokens()`);
    await runner.query(keepRows(blanking));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(keepRows(''));
    for (const name of ['closing_tokens', 'closing', 'restriction'])
      await runner.query(`DROP TRIGGER users_${name} ON users`);
    await runner.query('DROP INDEX security_events_actor_id_idx');
    await runner.query(
      'ALTER TABLE users DROP COLUMN deletion_due_at, DROP COLUMN password_demanded_at',
    );
  }
}
