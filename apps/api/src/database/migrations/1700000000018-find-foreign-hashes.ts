import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Finds hashes that were not made with today's settings: from other systems, or before. Empty where there are none. */
export class FindForeignHashes1700000000018 implements MigrationInterface {
  readonly name = 'FindForeignHashes1700000000018';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE INDEX users_foreign_hashes_idx ON users (id) WHERE password_hash NOT LIKE '$argon2id$v=19$m=19456,t=2,p=1$%'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX users_foreign_hashes_idx');
  }
}
