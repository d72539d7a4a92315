import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newSecretKey } from '../src/config/secret-keys.ts';
import { eventually } from '../test/eventually.ts';
import { WireBrowser } from '../test/wire-browser.ts';
import { BuiltServer } from './built-server.ts';
import { brokenInvariants } from './invariants.ts';
import { OwnPostgres } from './own-postgres.ts';
import { registrationOf } from './traffic.ts';

const KILLS = Number(process.env['KILLS'] ?? 200);
/** Milliseconds for a start, three people's requests and an end; two seconds on a computer with nothing else to do. */
const MOST_OF_A_KILL = 30_000;
const PASSWORDS = ['nine lanterns over the harbour', 'ten lanterns over the harbour'] as const;

const pgPath = pathToFileURL(createRequire(import.meta.url).resolve('pg')).href;

/** Loaded before the product: after SIGUSR2 the process dies at its n-th statement, or when that was answered. */
const deathAtStatement = `data:text/javascript,${encodeURIComponent(`
  import pg from ${JSON.stringify(pgPath)};
  const { query } = pg.Client.prototype;
  let left = Infinity;
  process.on('SIGUSR2', () => { left = Number(process.env.DIES_AT); });
  const die = () => process.kill(process.pid, 'SIGKILL');
  pg.Client.prototype.query = function (...parameters) {
    if (this.connectionParameters.application_name !== 'gatehouse') return query.apply(this, parameters);
    left -= 1;
    if (left === 0) die();
    const answer = query.apply(this, parameters);
    left -= 1;
    if (left === 0) Promise.resolve(answer).finally(die);
    return answer;
  };
`)}`;

interface Stage {
  readonly server: BuiltServer;
  readonly owner: WireBrowser;
  readonly username: string;
}

type Act = (stage: Stage) => Promise<Response>;

const acts: Readonly<Record<string, Act>> = {
  'a log-in': ({ server, username }) =>
    new WireBrowser(server).logIn({ user: { username }, password: PASSWORDS[0] }),
  'a registration': ({ server, username }) =>
    new WireBrowser(server).send('POST', '/api/users', registrationOf(`${username}.too`)),
  'a change of the password': ({ owner }) =>
    owner.send('PUT', '/api/account/password', {
      currentPassword: PASSWORDS[0],
      password: PASSWORDS[1],
      passwordConfirmation: PASSWORDS[1],
    }),
};

describe('a process that is killed', () => {
  const keys = newSecretKey();
  let database: OwnPostgres;
  let people = 0;
  beforeAll(async () => {
    database = await OwnPostgres.start();
  });
  afterAll(() => database.stop());

  const start = (diesAt: number): Promise<BuiltServer> =>
    BuiltServer.start({
      databaseUrl: database.url,
      variables: { SECRET_KEYS: keys, DIES_AT: String(diesAt) },
      nodeOptions: ['--import', deathAtStatement],
    });

  /** What has to be true of a password and the sessions that it opened, together or not at all. */
  async function passwordFacts(username: string) {
    const [facts] = await database.ask<{ hash: string; sessions: number; changes: number }>(
      `SELECT password_hash AS hash,
              (SELECT count(*)::int FROM sessions s WHERE s.user_id = u.id) AS sessions,
              (SELECT count(*)::int FROM security_events e
                WHERE e.user_id = u.id AND name = 'authn_password_change') AS changes
         FROM users u WHERE username = $1`,
      [username],
    );
    if (!facts) throw new Error(`${username} is gone.`);
    return facts;
  }

  /** @returns whether it died of it: otherwise it came to its end before */
  async function kill(act: string, diesAt: number, isPowerLost: boolean): Promise<boolean> {
    const server = await start(diesAt);
    people += 1;
    const username = `person.${people}`;
    const owner = new WireBrowser(server);
    expect((await owner.send('POST', '/api/users', registrationOf(username))).status).toBe(201);
    const other = new WireBrowser(server);
    expect((await other.logIn({ user: { username }, password: PASSWORDS[0] })).status).toBe(200);
    const before = await passwordFacts(username);

    server.kill('SIGUSR2');
    // The signal is on its way to the loop; a request that comes after it finds it there.
    await server.status('/api/health/live');
    const answer = await acts[act]?.({ server, owner, username }).catch(() => undefined);
    const hasDied = answer === undefined;
    if (isPowerLost) await database.restart('immediate');
    server.kill('SIGKILL');
    expect(await server.end).toBe('SIGKILL');
    await eventually(
      async () =>
        (
          await database.ask(
            "SELECT FROM pg_stat_activity WHERE application_name LIKE 'gatehouse%' AND pid <> pg_backend_pid()",
          )
        ).length === 0,
    );

    expect(await brokenInvariants(database)).toEqual([]);
    const after = await passwordFacts(username);
    const isChanged = after.hash !== before.hash;
    expect(after.changes).toBe(isChanged ? 1 : 0);
    if (isChanged) expect(after.sessions).toBe(1);
    else expect(after.sessions).toBeGreaterThanOrEqual(2);
    if (answer && act === 'a change of the password') expect(isChanged).toBe(true);
    if (answer && act === 'a registration') await passwordFacts(`${username}.too`);
    return hasDied;
  }

  it(
    `leaves nothing half done, whatever its last statement was, and although the database dies with it: ${KILLS} times [D-12]`,
    async () => {
      let kills = 0;
      const ends: string[] = [];
      for (let round = 0; kills < KILLS; round += 1)
        for (const act of Object.keys(acts)) {
          let diesAt = 1;
          while (kills < KILLS && (await kill(act, diesAt, round % 2 === 1))) {
            kills += 1;
            if (kills % 50 === 0) console.log(`${kills} of ${KILLS}`);
            diesAt += 1;
          }
          if (round === 0) ends.push(`${act}: ${diesAt - 1} points`);
        }
      console.log(ends.join('\n'));
      expect(kills).toBe(KILLS);
    },
    KILLS * MOST_OF_A_KILL,
  );

  it('is followed by one that knows the sessions of before [D-12]', async () => {
    const first = await start(0);
    const browser = new WireBrowser(first);
    await browser.send('POST', '/api/users', registrationOf('the.one.who.stays'));
    first.kill('SIGKILL');
    await first.end;
    await database.restart('immediate');
    const second = await start(0);

    expect(await browser.copy({ server: second }).whoAmI()).toBe('the.one.who.stays');
    await second.stop();
  });
});
