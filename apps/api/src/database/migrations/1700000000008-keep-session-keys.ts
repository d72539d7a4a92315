import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A key that a session keeps when its token is replaced: a request that was recognised before still
 * finds the session that it belongs to.
 */
export class KeepSessionKeys1700000000008 implements MigrationInterface {
  readonly name = 'KeepSessionKeys1700000000008';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE sessions ADD COLUMN key bigint NOT NULL GENERATED ALWAYS AS IDENTITY',
    );
    await runner.query('ALTER TABLE sessions ADD CONSTRAINT sessions_key_key UNIQUE (key)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE sessions DROP COLUMN key');
  }
}
