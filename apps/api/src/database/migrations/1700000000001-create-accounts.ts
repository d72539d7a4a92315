import type { MigrationInterface, QueryRunner } from 'typeorm';

/** People, and the sessions of their browsers. */
export class CreateAccounts1700000000001 implements MigrationInterface {
  readonly name = 'CreateAccounts1700000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE users (
        id uuid NOT NULL DEFAULT gen_random_uuid(),
        username text NOT NULL,
        username_canonical text NOT NULL,
        email text NOT NULL,
        email_canonical text NOT NULL,
        name text NOT NULL,
        avatar_url text,
        role text NOT NULL DEFAULT 'member',
        password_hash text NOT NULL,
        suspended_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT users_pkey PRIMARY KEY (id),
        CONSTRAINT users_username_canonical_key UNIQUE (username_canonical),
        CONSTRAINT users_email_canonical_key UNIQUE (email_canonical),
        CONSTRAINT users_role_check CHECK (role IN ('member', 'admin'))
      )`);
    await runner.query(`
      CREATE TABLE sessions (
        id text NOT NULL,
        secret_mac bytea NOT NULL,
        previous_mac bytea,
        previous_until timestamptz,
        rotated_at timestamptz NOT NULL DEFAULT now(),
        user_id uuid,
        created_at timestamptz NOT NULL DEFAULT now(),
        authenticated_at timestamptz,
        fresh_until timestamptz,
        last_seen_at timestamptz NOT NULL DEFAULT now(),
        idle_expires_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        remembered boolean NOT NULL DEFAULT false,
        browser text NOT NULL,
        os text NOT NULL,
        device_kind text NOT NULL,
        address text,
        counter integer,
        cart jsonb,
        flash jsonb NOT NULL DEFAULT '[]',
        CONSTRAINT sessions_pkey PRIMARY KEY (id),
        CONSTRAINT sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE,
        CONSTRAINT sessions_flash_check CHECK (jsonb_typeof(flash) = 'array')
      )`);
    await runner.query('CREATE INDEX sessions_user_id_idx ON sessions (user_id)');
    // In the database, so that no code path, and no operator with psql, can forget it.
    await runner.query(`
      CREATE FUNCTION end_sessions_of_suspended_user() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        DELETE FROM sessions WHERE user_id = NEW.id;
        RETURN NULL;
      END $$`);
    await runner.query(`
      CREATE TRIGGER users_suspension AFTER UPDATE OF suspended_at ON users
        FOR EACH ROW WHEN (NEW.suspended_at IS NOT NULL)
        EXECUTE FUNCTION end_sessions_of_suspended_user()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE sessions');
    await runner.query('DROP TABLE users');
    await runner.query('DROP FUNCTION end_sessions_of_suspended_user');
  }
}
