import type { Role } from '@gatehouse/auth-core';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newSecretKey } from '../src/config/secret-keys.ts';
import { type Api, type Person, startApi } from './api.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';
import { DatabaseLine } from './database-line.ts';
import { openSessions } from './many-sessions.ts';
import { SteadyRequests } from './steady-requests.ts';
import { WireBrowser } from './wire-browser.ts';

const AT_ONCE = 10;
const TIMEOUT = 120_000;
/** Milliseconds: far more than an answer takes. */
const LATENESS = 25;

/**
 * What one process has taken away is not granted by another, however busy, and although it hears of
 * changes late: a thousand times in all.
 */
describe('a session in steady use on another process', () => {
  let database: TestDatabase;
  let line: DatabaseLine;
  let here: Api;
  let there: Api;
  let ada: Person;
  let browser: WireBrowser;
  let root: WireBrowser;
  beforeAll(async () => {
    const variables = { SECRET_KEYS: newSecretKey() };
    database = await createTestDatabase();
    line = new DatabaseLine(database.url, { lateness: LATENESS });
    here = await startApi({ variables, databaseUrl: database.url });
    there = await startApi({ variables, databaseUrl: await line.open() });
    ada = await here.register();
    browser = new WireBrowser(here);
    await browser.logIn(ada);
    root = new WireBrowser(here);
    await root.logIn(await here.registerAs('admin'));
  });
  afterAll(async () => {
    await there.stop();
    line.close();
    await here.stop();
    await database.drop();
  });

  /** New sessions of Ada, and what they ask the other process. */
  async function crowd(role: Role) {
    const sessions = await openSessions(here, { ...ada.user, role }, AT_ONCE);
    const crowd = sessions.map((someone) => ({
      id: someone.sessionId,
      requests: new SteadyRequests(
        someone.copy({ server: there }),
        ({ user }) => user?.role === role,
      ),
    }));
    await Promise.all(crowd.map(({ requests }) => requests.granted()));
    return crowd;
  }

  /** @returns how many stale answers there were to all that was asked after `end` had been answered */
  async function staleAfter(end: () => Promise<unknown>, role: Role = 'member'): Promise<number> {
    const members = await crowd(role);
    await end();
    const stale = await Promise.all(members.map(({ requests }) => requests.grantedFromNowOn()));
    return stale.reduce((sum, count) => sum + count);
  }

  async function repeat(rounds: number, round: (number: number) => Promise<number>) {
    let stale = 0;
    for (let number = 0; number < rounds; number++) stale += await round(number);
    return stale;
  }

  const setUser = (change: string) =>
    here.database.query(`UPDATE users SET ${change} WHERE id = $1`, [ada.user.id]);

  it(
    'is over once its end is answered, 400 times [D-14] [SE-10]',
    async () => {
      const stale = await repeat(40, async () => {
        const ended = (await crowd('member')).map(async ({ id, requests }) => {
          const answer = await browser.copy().send('DELETE', `/api/account/sessions/${id}`);
          expect(answer.status).toBe(204);
          return requests.grantedFromNowOn();
        });
        return (await Promise.all(ended)).reduce((sum, count) => sum + count);
      });

      expect(stale).toBe(0);
    },
    TIMEOUT,
  );

  it(
    'is not an admin’s once the role is taken away, 200 times [D-14] [AZ-06]',
    async () => {
      const stale = await repeat(20, async () => {
        await setUser(`role = 'admin'`);
        return staleAfter(async () => {
          const answer = await root.send('PUT', `/api/users/${ada.user.id}/role`, {
            role: 'member',
          });
          expect(answer.status).toBe(200);
        }, 'admin');
      });

      expect(stale).toBe(0);
    },
    TIMEOUT,
  );

  it(
    'is over once the password is another one, 200 times [D-14] [SE-13]',
    async () => {
      const changing = new WireBrowser(here);
      await changing.logIn(ada);
      const passwords = [ada.password, 'a lighthouse made of paper'];
      const stale = await repeat(20, (number) => {
        const [currentPassword, password] = number % 2 ? [...passwords].reverse() : passwords;
        return staleAfter(async () => {
          const change = { currentPassword, password, passwordConfirmation: password };
          expect((await changing.send('PUT', '/api/account/password', change)).status).toBe(200);
        });
      });

      expect(stale).toBe(0);
    },
    TIMEOUT,
  );

  it(
    'is over once its person is suspended, 200 times [D-14] [SE-12]',
    async () => {
      const stale = await repeat(20, async () => {
        await setUser('suspended_at = NULL');
        return staleAfter(() => setUser('suspended_at = now()'));
      });

      expect(stale).toBe(0);
    },
    TIMEOUT,
  );
});
