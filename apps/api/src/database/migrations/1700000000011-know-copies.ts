import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Where these tables were made: the cluster, and the number that it gave to one of them. Both are others where they
 * were brought in from a copy, whose row of this table tells of the old place.
 */
export class KnowCopies1700000000011 implements MigrationInterface {
  readonly name = 'KnowCopies1700000000011';

  async up(runner: QueryRunner): Promise<void> {
    // Without a key: a row that a copy brings in stands beside the one that is there.
    await runner.query('CREATE TABLE origin (cluster text NOT NULL, sessions_table oid NOT NULL)');
    await runner.query(
      "INSERT INTO origin SELECT system_identifier::text, 'sessions'::regclass FROM pg_control_system()",
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE origin');
  }
}
