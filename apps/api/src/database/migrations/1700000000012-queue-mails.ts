import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Mail that waits to be sent. What it says is sealed, and gone once it is sent or given up. */
export class QueueMails1700000000012 implements MigrationInterface {
  readonly name = 'QueueMails1700000000012';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE mails (
        id uuid NOT NULL,
        content bytea,
        tries integer NOT NULL DEFAULT 0,
        created_at timestamptz NOT NULL DEFAULT now(),
        next_try_at timestamptz NOT NULL DEFAULT now(),
        sent_at timestamptz,
        failed_at timestamptz,
        CONSTRAINT mails_pkey PRIMARY KEY (id),
        CONSTRAINT mails_over_check CHECK ((content IS NULL) = (num_nonnulls(sent_at, failed_at) = 1))
      )`);
    await runner.query(
      'CREATE INDEX mails_waiting_idx ON mails (next_try_at) WHERE content IS NOT NULL',
    );
    await runner.query('CREATE INDEX mails_over_idx ON mails (created_at) WHERE content IS NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE mails');
  }
}
