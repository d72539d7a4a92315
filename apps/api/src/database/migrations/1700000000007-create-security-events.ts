import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What happened to sessions and accounts, and what their people are told of it. */
export class CreateSecurityEvents1700000000007 implements MigrationInterface {
  readonly name = 'CreateSecurityEvents1700000000007';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE security_events (
        id bigint GENERATED ALWAYS AS IDENTITY,
        at timestamptz NOT NULL DEFAULT now(),
        name text NOT NULL,
        user_id uuid,
        session_id text,
        actor_id uuid,
        address text,
        browser text,
        os text,
        details jsonb NOT NULL DEFAULT '{}',
        CONSTRAINT security_events_pkey PRIMARY KEY (id)
      )`);
    await runner.query(
      'CREATE INDEX security_events_user_id_at_idx ON security_events (user_id, at)',
    );
    await runner.query(`
      CREATE TABLE account_notices (
        user_id uuid NOT NULL,
        code text NOT NULL,
        params jsonb,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT account_notices_pkey PRIMARY KEY (user_id, code),
        CONSTRAINT account_notices_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE account_notices');
    await runner.query('DROP TABLE security_events');
  }
}
