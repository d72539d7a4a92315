import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newSecretKey } from '../src/config/secret-keys.ts';
import { WireBrowser } from '../test/wire-browser.ts';
import { BuiltServer } from './built-server.ts';
import { InstalledPostgres } from './installed-postgres.ts';
import { registrationOf } from './traffic.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const guide = await readFile(join(root, 'docs/how-to/backup-and-restore.md'), 'utf8');

/** A command of the guide, as it stands there. */
function commandOf(beginning: string): string {
  const lines = guide.split('\n').map((line) => line.trim());
  const line = lines.find((each) => each.startsWith(beginning));
  if (!line) throw new Error(`The guide does not say ${beginning}.`);
  return line;
}

describe('a database that was brought in from a copy', () => {
  const keys = newSecretKey();
  let postgres: InstalledPostgres;
  let folder: string;
  let turn = 0;
  let database: string;
  const servers: BuiltServer[] = [];
  beforeAll(async () => {
    postgres = await InstalledPostgres.start();
    folder = await mkdtemp(join(tmpdir(), 'gatehouse-copy-'));
  });
  beforeEach(async () => {
    turn += 1;
    database = `gatehouse_${turn}`;
    await postgres.ask('postgres', `CREATE DATABASE ${database}`);
  });
  afterEach(async () => {
    for (const server of servers.splice(0)) await server.stop();
  });
  afterAll(async () => {
    await postgres?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const run = (command: string, cwd = folder) =>
    promisify(execFile)('sh', ['-e', '-c', command], {
      cwd,
      env: {
        PATH: `${postgres.bin}${delimiter}${process.env['PATH']}`,
        DATABASE_URL: postgres.urlOf(database),
      },
    }).then(({ stdout, stderr }) => stdout + stderr);

  async function start(): Promise<BuiltServer> {
    const variables = { SECRET_KEYS: keys };
    const server = await BuiltServer.spawn({ databaseUrl: postgres.urlOf(database), variables });
    servers.push(server);
    return server;
  }

  async function ready(): Promise<BuiltServer> {
    const server = await start();
    await server.ready();
    return server;
  }

  /** Ada is logged in, Bob is an admin; a copy is made; then Ada logs out, and Bob is no admin any more. */
  async function lived() {
    const server = await ready();
    const [ada, bob, cleo] = ['ada', 'bob', 'cleo'].map(() => new WireBrowser(server));
    if (!ada || !bob || !cleo) throw new Error('Nobody is there.');
    await ada.send('POST', '/api/users', registrationOf('ada'));
    await bob.send('POST', '/api/users', registrationOf('bob'));
    await cleo.send('POST', '/api/users', registrationOf('cleo'));
    await postgres.ask(database, "UPDATE users SET role = 'admin' WHERE username = 'bob'");
    await run(commandOf('pg_dump'));
    const stolen = ada.copy();
    expect((await ada.logOut()).status).toBe(204);
    await postgres.ask(database, "UPDATE users SET role = 'member' WHERE username = 'bob'");
    expect(await stolen.whoAmI()).toBe(null);
    await server.stop();
    return { stolen, bob, cleo };
  }

  async function expectRefusal(): Promise<void> {
    const server = await start();
    expect(await server.end).toBe(1);
    expect(server.said.join('\n')).toMatch(
      /brought in from a copy[\s\S]*npm run gatehouse -- restored/,
    );
  }

  const ways: Readonly<Record<string, () => Promise<unknown>>> = {
    'in the place of the tables that were there': () => run(commandOf('pg_restore')),
    'into a new database': async () => {
      database = `${database}_new`;
      await postgres.ask('postgres', `CREATE DATABASE ${database}`);
      await run(commandOf('pg_restore'));
    },
    'without its tables, into those of a new release': async () => {
      database = `${database}_data`;
      await postgres.ask('postgres', `CREATE DATABASE ${database}`);
      await (await ready()).stop();
      await run(
        'pg_restore --data-only --disable-triggers --dbname="$DATABASE_URL" gatehouse.dump || true',
      );
    },
  };

  it.each(Object.keys(ways))(
    'serves nobody before that is confirmed, and then no session of before: %s [D-20]',
    async (way) => {
      const { stolen, bob, cleo } = await lived();
      await ways[way]?.();
      await expectRefusal();
      await expectRefusal();

      const told = await run('npm run --silent gatehouse -- restored', root);
      const server = await ready();
      for (const browser of [stolen, bob, cleo])
        expect((await browser.copy({ server }).send('GET', '/api/users')).status).toBe(401);
      // The old role is back, and it is not silent.
      expect(told).toMatch(/^Admins: bob\./m);
      expect(told).toMatch(/^Sessions that are over now: 3\.$/m);
      expect(told).toMatch(/^The last thing that happened in it: 20\d\d-/m);
      const again = new WireBrowser(server);
      const { password } = registrationOf('ada');
      expect((await again.logIn({ user: { username: 'ada' }, password })).status).toBe(200);
    },
  );

  it('goes on with its sessions where nothing was lost [D-20]', async () => {
    const { cleo } = await lived();
    await run(commandOf('pg_restore'));
    await run('npm run --silent gatehouse -- restored --keep-sessions', root);
    const server = await ready();

    expect(await cleo.copy({ server }).whoAmI()).toBe('cleo');
    await server.stop();
    await ready();
  });
});
