import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whether mail to an address reaches the person. Nobody has shown that yet, whoever is there already. */
export class VerifyAddresses1700000000014 implements MigrationInterface {
  readonly name = 'VerifyAddresses1700000000014';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE users ADD COLUMN email_verified_at timestamptz');
    await runner.query(`
      CREATE TRIGGER users_verification AFTER UPDATE ON users FOR EACH ROW
        WHEN (OLD.email_verified_at IS DISTINCT FROM NEW.email_verified_at)
        EXECUTE FUNCTION announce_user()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TRIGGER users_verification ON users');
    await runner.query('ALTER TABLE users DROP COLUMN email_verified_at');
  }
}
