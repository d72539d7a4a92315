import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Counters of tried passwords, in the shape that the limiter asks for. */
export class CreatePasswordAttempts1700000000004 implements MigrationInterface {
  readonly name = 'CreatePasswordAttempts1700000000004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE password_attempts (
        key varchar(255) PRIMARY KEY,
        points integer NOT NULL DEFAULT 0,
        expire bigint
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE password_attempts');
  }
}
