import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What happened stays what happened: a row of `security_events` is written once, and goes when its time is over. The
 * database refuses everything else, whoever asks.
 */
export class KeepEventsAsTheyAre1700000000010 implements MigrationInterface {
  readonly name = 'KeepEventsAsTheyAre1700000000010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION keep_security_events() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'DELETE' AND OLD.at < now() - interval '90 days' THEN
          RETURN OLD;
        END IF;
        RAISE EXCEPTION 'security_events: rows are added, and removed after 90 days'
          USING ERRCODE = 'integrity_constraint_violation';
      END $$`);
    await runner.query(`
      CREATE TRIGGER security_events_keep_rows BEFORE UPDATE OR DELETE ON security_events
        FOR EACH ROW EXECUTE FUNCTION keep_security_events()`);
    await runner.query(`
      CREATE TRIGGER security_events_keep_table BEFORE TRUNCATE ON security_events
        FOR EACH STATEMENT EXECUTE FUNCTION keep_security_events()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TRIGGER security_events_keep_table ON security_events');
    await runner.query('DROP TRIGGER security_events_keep_rows ON security_events');
    await runner.query('DROP FUNCTION keep_security_events');
  }
}
