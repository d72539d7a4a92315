import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What bounds guessing: windows in the shape that the limiter asks for, failures in a row, and browsers of people. */
export class LimitGuessing1700000000009 implements MigrationInterface {
  readonly name = 'LimitGuessing1700000000009';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE password_attempts RENAME TO rate_limits');
    await runner.query(
      'ALTER TABLE rate_limits RENAME CONSTRAINT password_attempts_pkey TO rate_limits_pkey',
    );
    await runner.query('DELETE FROM rate_limits');
    await runner.query(`
      CREATE TABLE password_failures (
        key text COLLATE "C",
        failures integer NOT NULL DEFAULT 1,
        tries integer NOT NULL DEFAULT 1,
        refusals integer NOT NULL DEFAULT 0,
        last_try_at timestamptz NOT NULL DEFAULT now(),
        next_try_at timestamptz NOT NULL DEFAULT '-infinity',
        CONSTRAINT password_failures_pkey PRIMARY KEY (key)
      )`);
    await runner.query(`
      CREATE TABLE known_browsers (
        user_id uuid NOT NULL,
        digest text NOT NULL,
        first_login_at timestamptz NOT NULL DEFAULT now(),
        last_login_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT known_browsers_pkey PRIMARY KEY (user_id, digest),
        CONSTRAINT known_browsers_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE known_browsers');
    await runner.query('DROP TABLE password_failures');
    await runner.query(
      'ALTER TABLE rate_limits RENAME CONSTRAINT rate_limits_pkey TO password_attempts_pkey',
    );
    await runner.query('ALTER TABLE rate_limits RENAME TO password_attempts');
  }
}
