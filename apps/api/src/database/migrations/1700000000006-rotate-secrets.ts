import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the next secret of a session is made with, beside the one it replaces and a key. */
export class RotateSecrets1700000000006 implements MigrationInterface {
  readonly name = 'RotateSecrets1700000000006';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE sessions ADD COLUMN rotation_salt bytea');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE sessions DROP COLUMN rotation_salt');
  }
}
