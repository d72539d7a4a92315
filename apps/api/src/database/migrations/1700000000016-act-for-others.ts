import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sessions that admins use for other people, behind sessions of their own. */
export class ActForOthers1700000000016 implements MigrationInterface {
  readonly name = 'ActForOthers1700000000016';

  async up(runner: QueryRunner): Promise<void> {
    // One ends with the other, whoever ends it and how.
    await runner.query(`
      ALTER TABLE sessions ADD COLUMN actor_id uuid, ADD COLUMN own_key bigint,
        ADD CONSTRAINT sessions_own_key_fkey FOREIGN KEY (own_key) REFERENCES sessions (key) ON DELETE CASCADE,
        ADD CONSTRAINT sessions_acting_check CHECK (
          (actor_id IS NULL AND own_key IS NULL) OR (actor_id IS NOT NULL AND own_key IS NOT NULL
            AND user_id IS NOT NULL AND fresh_until IS NULL AND NOT remembered))`);
    for (const column of ['actor_id', 'own_key'])
      await runner.query(
        `CREATE INDEX sessions_${column}_idx ON sessions (${column}) WHERE ${column} IS NOT NULL`,
      );
    // Who is no admin any more acts for nobody, and for an admin nobody acts.
    await runner.query(`
      CREATE FUNCTION end_acting_sessions() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        DELETE FROM sessions WHERE actor_id = NEW.id;
        DELETE FROM sessions WHERE user_id = NEW.id AND actor_id IS NOT NULL;
        RETURN NULL;
      END $$`);
    await runner.query(`
      CREATE TRIGGER users_role AFTER UPDATE OF role ON users
        FOR EACH ROW WHEN (NEW.role <> OLD.role) EXECUTE FUNCTION end_acting_sessions()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    // Without their columns they would be the person's own.
    await runner.query('DELETE FROM sessions WHERE actor_id IS NOT NULL');
    await runner.query('DROP TRIGGER users_role ON users');
    await runner.query('DROP FUNCTION end_acting_sessions');
    await runner.query('ALTER TABLE sessions DROP COLUMN own_key, DROP COLUMN actor_id');
  }
}
