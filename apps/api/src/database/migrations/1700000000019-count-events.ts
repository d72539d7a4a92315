import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How often each event happened, by the hour: also of those that nobody keeps a row of. */
export class CountEvents1700000000019 implements MigrationInterface {
  readonly name = 'CountEvents1700000000019';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE event_counts (
        hour timestamptz NOT NULL,
        name text NOT NULL,
        count bigint NOT NULL,
        CONSTRAINT event_counts_pkey PRIMARY KEY (hour, name)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE event_counts');
  }
}
