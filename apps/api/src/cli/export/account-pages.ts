import type { DataSource, QueryRunner } from 'typeorm';

const PAGE = 2_000;

/** An account, by the columns that import reads. */
export interface ExportedAccount {
  readonly username: string;
  readonly email: string;
  readonly name: string;
  readonly role: string;
  readonly password_hash?: string;
  readonly created_at: string;
  readonly email_verified: string;
}

interface Wanted {
  readonly withHashes: boolean;
  /** Kept up to date. */
  readonly counts: { accounts: number; leftOut: number };
}

const iso = (column: string) =>
  `coalesce(to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), '')`;
const isOpen = 'suspended_at IS NULL AND deletion_due_at IS NULL';

/** As they are at one moment, a page at a time. */
export async function* accountPages(
  database: DataSource,
  { withHashes, counts }: Wanted,
): AsyncGenerator<ExportedAccount> {
  const runner = database.createQueryRunner();
  try {
    await runner.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const [left] = await runner.query(
      `SELECT count(*)::int AS count FROM users WHERE NOT (${isOpen})`,
    );
    counts.leftOut = left.count;
    await runner.query(`
      DECLARE accounts NO SCROLL CURSOR FOR
       SELECT username, email, name, role, ${withHashes ? 'password_hash,' : ''}
              ${iso('created_at')} AS created_at, ${iso('email_verified_at')} AS email_verified
         FROM users WHERE ${isOpen} ORDER BY created_at, id`);
    for await (const account of fetched(runner)) {
      counts.accounts += 1;
      yield account;
    }
  } finally {
    await runner.query('ROLLBACK').catch(() => undefined);
    await runner.release();
  }
}

async function* fetched(runner: QueryRunner): AsyncGenerator<ExportedAccount> {
  for (;;) {
    const page: ExportedAccount[] = await runner.query(`FETCH ${PAGE} FROM accounts`);
    yield* page;
    if (page.length < PAGE) return;
  }
}
