import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Postgres, startPostgres } from '../src/postgres/server.ts';

declare global {
  var testPostgres: Postgres | undefined;
}

/** One server for all suites of a run; each makes databases of its own on it. */
export default async function globalSetup(): Promise<void> {
  if (process.env['GATEHOUSE_TEST_POSTGRES']) return;
  const dataDir = await mkdtemp(join(tmpdir(), 'gatehouse-test-'));
  globalThis.testPostgres = await startPostgres({
    dataDir,
    onProgress: () => undefined,
    isThrowaway: true,
  });
  process.env['GATEHOUSE_TEST_POSTGRES'] = globalThis.testPostgres.url;
}
