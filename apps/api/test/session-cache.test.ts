import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { Announcements } from '../src/announcements/announcements.ts';
import { newSecretKey } from '../src/config/secret-keys.ts';
import { SessionCache } from '../src/recognition/session-cache.ts';
import { type Api, type Person, startApi } from './api.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';
import { DatabaseLine } from './database-line.ts';
import { eventually } from './eventually.ts';
import { statementsOf } from './statement-list.ts';
import { setCookiesOf, WireBrowser } from './wire-browser.ts';

const variables = { SECRET_KEYS: newSecretKey() };

/** One process beside the database, one at the end of a line, and somebody who uses both. */
describe('what a process remembers of sessions', () => {
  let database: TestDatabase;
  let line: DatabaseLine;
  let near: Api;
  let far: Api;
  let nearListener: number;
  let statements: string[];
  let ada: Person;
  let browser: WireBrowser;
  beforeAll(async () => {
    database = await createTestDatabase();
    line = new DatabaseLine(database.url);
    near = await startApi({ variables, databaseUrl: database.url });
    [nearListener = 0] = await listeners();
    far = await startApi({ variables, databaseUrl: await line.open() });
    statements = statementsOf(far);
    ada = await near.register();
  });
  beforeEach(async () => {
    browser = new WireBrowser(near);
    await browser.logIn(ada);
    await eventually(() => isFromMemory(browser));
  });
  afterEach(() => line.mend());
  afterAll(async () => {
    await far.stop();
    line.close();
    await near.stop();
    await database.drop();
  });

  async function listeners(): Promise<number[]> {
    const found: { pid: number }[] = await near.database.query(
      `SELECT pid FROM pg_stat_activity
        WHERE datname = current_database() AND application_name = 'gatehouse-announcements'`,
    );
    return found.map(({ pid }) => pid);
  }

  const atFar = (someone: WireBrowser): WireBrowser => someone.copy({ server: far });

  async function isFromMemory(someone: WireBrowser): Promise<boolean> {
    statements.length = 0;
    expect(await atFar(someone).whoAmI()).toBe(ada.user.username);
    return statements.length === 0;
  }

  async function another(): Promise<WireBrowser> {
    const other = new WireBrowser(near);
    await other.logIn(ada);
    await eventually(() => isFromMemory(other));
    return other;
  }

  it('is nothing from the moment its listening connection is killed until it listens again [D-05] [SE-10]', async () => {
    const other = await another();
    line.isClosed = true;
    await near.database.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND application_name = 'gatehouse-announcements' AND pid <> $1`,
      [nearListener],
    );
    await eventually(() => !far.app.get(Announcements).isHeard);

    expect(far.app.get(SessionCache).size).toBe(0);
    for (let time = 0; time < 3; time++) expect(await isFromMemory(other)).toBe(false);
    expect((await browser.copy().logOut()).status).toBe(204);
    expect(await atFar(browser).whoAmI()).toBeNull();
    await near.database.query(`UPDATE users SET name = 'Missed' WHERE id = $1`, [ada.user.id]);
    line.isClosed = false;

    await eventually(() => isFromMemory(other));
    expect((await atFar(other).view()).user?.name).toBe('Missed');
    expect(await atFar(browser).whoAmI()).toBeNull();
    expect(await listeners()).toHaveLength(2);
  });

  it('is believed no longer than its lease on a line that stalls, and nobody is taken for a visitor [D-05] [SE-21]', async () => {
    const other = await another();
    line.stall();

    expect((await browser.copy().logOut()).status).toBe(204);
    const answers = await Promise.all(
      [browser, other].map((someone) => atFar(someone).send('GET', '/api/session')),
    );

    for (const answer of answers) {
      expect(answer.status).toBe(503);
      expect(setCookiesOf(answer)).toEqual([]);
    }
    line.mend();
    await eventually(async () => (await atFar(other).send('GET', '/api/session')).status === 200);
    await eventually(() => isFromMemory(other));
    expect(await atFar(browser).whoAmI()).toBeNull();
  });

  it('is not what was read before the session ended and came after it [D-05] [SE-11]', async () => {
    const late = new WireBrowser(near);
    await late.logIn(ada);
    line.holdAnswers();
    const asked = atFar(late).whoAmI();
    await eventually(() => line.isHoldingAnAnswer);
    expect((await late.copy().logOut()).status).toBe(204);
    line.mend();

    expect(await asked).toBe(ada.user.username);
    expect(await atFar(late).whoAmI()).toBeNull();
  });

  it('is not a person as they were read before a change and came after it [D-05] [AZ-06]', async () => {
    const late = new WireBrowser(near);
    await late.logIn(ada);
    line.holdAnswers();
    const asked = atFar(late).view();
    await eventually(() => line.isHoldingAnAnswer);
    await near.database.query(`UPDATE users SET name = 'Later' WHERE id = $1`, [ada.user.id]);
    line.mend();

    expect((await asked).user?.name).not.toBe('Later');
    expect((await atFar(late).view()).user?.name).toBe('Later');
  });

  it('is what psql made of a person, in every process, on the next request [AZ-06] [D-05]', async () => {
    const psql = new pg.Client({ connectionString: database.url });
    await psql.connect();
    try {
      for (const role of ['admin', 'member']) {
        const name = `Named as ${role}`;
        await psql.query('UPDATE users SET role = $2, name = $3 WHERE id = $1', [
          ada.user.id,
          role,
          name,
        ]);
        await near.app.get(Announcements).everyoneHeard();

        for (const server of [near, far])
          expect((await browser.copy({ server }).view()).user).toMatchObject({ role, name });
        expect(await isFromMemory(browser)).toBe(true);
      }
    } finally {
      await psql.end();
    }
  });

  it('may be less than what is in use: everybody is served all the same', async () => {
    const small = await startApi({
      variables: { ...variables, SESSION_CACHE_SIZE: '2' },
      databaseUrl: database.url,
    });
    try {
      const browsers = await Promise.all([1, 2, 3, 4].map(another));
      for (let round = 0; round < 3; round++)
        for (const someone of [browser, ...browsers])
          expect(await someone.copy({ server: small }).whoAmI()).toBe(ada.user.username);

      expect(small.app.get(SessionCache).size).toBe(2);
      await browser.copy().logOut();
      expect(await browser.copy({ server: small }).whoAmI()).toBeNull();
    } finally {
      await small.stop();
    }
  });
});

describe('a line that takes LISTEN and delivers nothing', () => {
  let near: Api;
  let line: DatabaseLine;
  let deaf: Api;
  let statements: string[];
  beforeAll(async () => {
    near = await startApi({ variables });
    line = new DatabaseLine(near.databaseUrl, { isDeaf: true });
    deaf = await startApi({ variables, databaseUrl: await line.open() });
    statements = statementsOf(deaf);
  });
  afterAll(async () => {
    await deaf.stop();
    line.close();
    await near.stop();
  });

  it('is never trusted: every request asks the database, and the log says why [D-05] [SE-10]', async () => {
    const ada = await near.register();
    const browser = new WireBrowser(near);
    await browser.logIn(ada);
    const there = browser.copy({ server: deaf });
    for (let time = 0; time < 3; time++) {
      statements.length = 0;
      expect(await there.whoAmI()).toBe(ada.user.username);
      expect(statements.length).toBeGreaterThan(0);
    }

    expect(deaf.app.get(Announcements).isHeard).toBe(false);
    const told = deaf.log.filter((text) => JSON.parse(text).level === 'warn').join();
    expect(told).toContain('LISTEN needs a direct connection to PostgreSQL');
    expect((await browser.logOut()).status).toBe(204);
    expect(await there.whoAmI()).toBeNull();
  });
});
