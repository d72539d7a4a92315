import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Links that were mailed: one of a purpose for each person or address, the newest. */
export class KeepMailedTokens1700000000013 implements MigrationInterface {
  readonly name = 'KeepMailedTokens1700000000013';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE mailed_tokens (
        digest text COLLATE "C",
        purpose text NOT NULL,
        subject text NOT NULL,
        user_id uuid,
        email text NOT NULL,
        payload jsonb,
        created_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        CONSTRAINT mailed_tokens_pkey PRIMARY KEY (digest),
        CONSTRAINT mailed_tokens_purpose_subject_key UNIQUE (purpose, subject),
        CONSTRAINT mailed_tokens_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
      )`);
    await runner.query('CREATE INDEX mailed_tokens_user_id_idx ON mailed_tokens (user_id)');
    await runner.query('CREATE INDEX mailed_tokens_expires_at_idx ON mailed_tokens (expires_at)');
    // A hash is replaced by a stronger one without any change of the account: a new password says so itself.
    await runner.query(`
      CREATE FUNCTION forget_mailed_tokens() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        DELETE FROM mailed_tokens WHERE user_id = OLD.id;
        RETURN NULL;
      END $$`);
    await runner.query(`
      CREATE TRIGGER users_forget_tokens AFTER UPDATE ON users FOR EACH ROW WHEN (
        (OLD.email_canonical, OLD.role, OLD.suspended_at) IS DISTINCT FROM (NEW.email_canonical, NEW.role, NEW.suspended_at))
        EXECUTE FUNCTION forget_mailed_tokens()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TRIGGER users_forget_tokens ON users');
    await runner.query('DROP FUNCTION forget_mailed_tokens');
    await runner.query('DROP TABLE mailed_tokens');
  }
}
