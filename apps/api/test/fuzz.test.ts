import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Api, startApi } from './api.ts';
import { dumpOf } from './database-dump.ts';
import { faultsOf } from './fuzz-judge.ts';
import { type FuzzRequest, fuzzRequest } from './fuzz-request.ts';
import { FuzzSender, wireRequest } from './fuzz-sender.ts';
import { canaryPassword, misplacedPassword } from './fuzz-values.ts';
import { FuzzWorld } from './fuzz-world.ts';
import { operationsOf } from './operation-list.ts';

// The ordinary run asks the same requests each time; with `FUZZ_RUNS` it asks so many new ones. A failure tells its seed:
// `FUZZ_SEED=<seed>` asks the same ones again.
const { FUZZ_RUNS: wanted, FUZZ_SEED: known } = process.env;
const runs = Number(wanted ?? 500);
const seed = Number(known ?? (wanted === undefined ? 1 : Date.now() % 2 ** 31));

/** A key in the clear: it is easily found wherever it should not be. */
const key = 'canary-key-9d1Zb3x0kq7Yw1tGhJ9LmVn5RcPd2Fs8AeU4';

/** What no table may ever hold, however it was filled. */
const nonsense: Readonly<Record<string, string>> = {
  'characters that were lost': `SELECT 1 FROM users u WHERE u::text LIKE '%' || U&'\\FFFD' || '%'`,
  'no hash': `SELECT 1 FROM users WHERE password_hash NOT LIKE '$argon2id$%'`,
  'two names for one': `SELECT 1 FROM users WHERE username_canonical <> lower(trim(username))`,
  'a strange name': `SELECT 1 FROM users WHERE username !~ '^[A-Za-z0-9._-]{3,64}$'`,
  'no end': 'SELECT 1 FROM sessions WHERE idle_expires_at > expires_at',
  'no lines':
    'SELECT 1 FROM orders o WHERE NOT EXISTS (SELECT 1 FROM order_lines WHERE order_id = o.id)',
};

describe('any request at all', () => {
  let folder: string;
  let api: Api;
  let world: FuzzWorld;
  let sender: FuzzSender;
  const succeeded = new Set<string>();
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gatehouse-fuzz-'));
    for (const name of ['index', 'login', 'register'])
      await writeFile(join(folder, `${name}.html`), '<body><!--notices--><!--bootstrap--></body>');
    api = await startApi({ webFolder: folder, variables: { SECRET_KEYS: key } });
    world = new FuzzWorld(api);
    sender = new FuzzSender(api);
  });
  afterAll(async () => {
    sender.close();
    await api.stop();
    await rm(folder, { recursive: true });
  });

  const canaries = () => [canaryPassword, misplacedPassword, key, api.databaseUrl, '$argon2'];

  async function ask(asked: FuzzRequest): Promise<string[]> {
    const actor = await world.actor(asked.actor);
    const request = wireRequest(api, asked, actor);
    const answer = await sender.send(request);
    const told = answer.text + JSON.stringify({ ...answer.headers, 'set-cookie': undefined });
    if (answer.status < 300) succeeded.add(`${asked.operation.method} ${asked.operation.path}`);
    await world.settle(asked, answer);
    return [
      ...faultsOf(asked, answer),
      ...[...canaries(), ...world.secrets]
        .filter((canary) => told.includes(canary))
        .map((canary) => `tells ${canary}`),
    ].map((fault) => `${request.method} ${request.path}: ${fault}`);
  }

  it('is answered in order: no fault, no leak, no stranger let in [D-31] [RT-25] [IN-14] [IN-17]', async () => {
    const operations = await operationsOf(api);
    await fc.assert(
      fc.asyncProperty(fuzzRequest(operations), async (asked) => {
        expect(await ask(asked)).toEqual([]);
      }),
      { numRuns: runs, seed },
    );
    // A storm that is refused at the door proves nothing of the house.
    expect(succeeded.size).toBeGreaterThan(operations.length / 2);
  }, 3_600_000);

  it('leaves no secret in the log or in a table, and nothing there that makes no sense [D-31] [D-35] [RT-22]', async () => {
    const places = { log: api.log.join('\n'), database: await dumpOf(api) };
    const found = Object.entries(places).flatMap(([place, text]) =>
      [...canaries(), ...world.secrets]
        .filter((canary) => text.includes(canary) || text.includes(hexOf(canary)))
        .map((canary) => `${canary} in the ${place}`),
    );
    expect(world.secrets.size).toBeGreaterThan(2);
    expect(found).toEqual([]);
    for (const [what, statement] of Object.entries(nonsense))
      expect([what, await api.database.query(statement)]).toEqual([what, []]);
  });

  it('leaves a server that goes on as before, and reaches no prototype [D-38] [IN-09] [RT-22]', async () => {
    expect((await api.raw('/api/health/ready')).status).toBe(200);
    expect(Object.keys(Object.prototype)).toEqual([]);
    for (const name of ['polluted', 'x', 'role', 'id'])
      expect(Reflect.get({}, name)).toBeUndefined();
  });
});

/** The bytes of a secret, as PostgreSQL would show them. */
function hexOf(secret: string): string {
  return Buffer.from(secret, 'base64url').toString('hex');
}
