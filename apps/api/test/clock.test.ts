import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { newSecretKey } from '../src/config/secret-keys.ts';
import { LastSeen } from '../src/recognition/last-seen.ts';
import { type Api, type Person, startApi } from './api.ts';
import { eventually } from './eventually.ts';
import { JumpingClock } from './jumping-clock.ts';
import { statementsOf } from './statement-list.ts';
import { WireBrowser } from './wire-browser.ts';

const HOUR = 3_600_000;

/** Two processes, and a database whose clock is set while they run. */
describe('the clock of the database', () => {
  let clock: JumpingClock;
  let here: Api;
  let there: Api;
  let statements: string[];
  let ada: Person;
  beforeAll(async () => {
    clock = await JumpingClock.start();
    const settings = {
      variables: { SECRET_KEYS: newSecretKey() },
      databaseUrl: clock.databaseUrl,
    };
    here = await startApi(settings);
    there = await startApi(settings);
    statements = statementsOf(there);
    ada = await here.register();
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await clock.set('0');
  });
  afterAll(async () => {
    await there.stop();
    await here.stop();
    await clock.stop();
  });

  const whoIsThere = (browser: WireBrowser): Promise<string | null> =>
    browser.copy({ server: there }).whoAmI();

  async function isFromMemory(browser: WireBrowser): Promise<boolean> {
    statements.length = 0;
    expect(await whoIsThere(browser)).toBe(ada.user.username);
    return statements.length === 0;
  }

  /** Somebody whom both processes remember. */
  async function loggedIn(remember?: boolean): Promise<WireBrowser> {
    const browser = new WireBrowser(here);
    await browser.logIn(ada, remember);
    await eventually(() => isFromMemory(browser));
    return browser;
  }

  /** A jump that every process has noticed, and that finds all written down that was seen before. */
  async function jump(ahead: string): Promise<void> {
    await here.app.get(LastSeen).write();
    await clock.set(ahead);
    await here.database.query('SELECT pg_notify($1, $2)', ['gatehouse', 'x:']);
  }

  const guarded = async (browser: WireBrowser): Promise<number[]> => {
    const answers = await Promise.all(
      [here, there].map((server) => browser.copy({ server }).send('GET', '/api/users')),
    );
    return answers.map(({ status }) => status);
  };

  it.each(['31 minutes', '1 hour', '2 days'])(
    'ends what is idle when it jumps %s ahead, also in memory, and brings nothing of it back [D-10] [SE-07]',
    async (ahead) => {
      const browsers = [await loggedIn(), await loggedIn()];
      const remembered = await loggedIn(true);
      await clock.set(ahead);

      // Memory is believed until the next beat tells that time itself has jumped.
      for (const browser of browsers)
        await eventually(async () => (await guarded(browser)).join() === '401,401');
      expect(await whoIsThere(remembered)).toBe(ada.user.username);

      for (const back of ['0', `-${ahead}`, '-2 days']) {
        await clock.set(back);
        for (const browser of browsers) expect(await guarded(browser)).toEqual([401, 401]);
      }
    },
    60_000,
  );

  it('ends a session at its absolute limit, however much it was used [D-10] [SE-08]', async () => {
    const browser = await loggedIn();
    for (let minutes = 20; minutes < 12 * 60; minutes += 20) {
      await jump(`${minutes} minutes`);
      expect(await browser.whoAmI()).toBe(ada.user.username);
    }
    await jump('12 hours 1 minute');

    expect(await guarded(browser)).toEqual([401, 401]);
  });

  it.each(['-1 hour', '-2 days'])('logs nobody out when it jumps %s back [D-10]', async (ahead) => {
    const browser = await loggedIn();
    await clock.set(ahead);

    expect(await guarded(browser)).toEqual([200, 200]);
    const late = await loggedIn();
    expect(await guarded(late)).toEqual([200, 200]);
  });

  it.each([-48, -1, 1, 48])(
    'is the only one: a process whose own is %d hours off ends and keeps the same [D-10] [CF-10]',
    async (hours) => {
      const timeOfDay = Date.now.bind(Date);
      const browser = await loggedIn();
      const before = await browser.view();
      jest.spyOn(Date, 'now').mockImplementation(() => timeOfDay() + hours * HOUR);

      expect(await browser.view()).toEqual(before);
      expect(await guarded(browser)).toEqual([200, 200]);
      const newcomer = await loggedIn();
      const { session } = await newcomer.view();
      const idle = Date.parse(session?.idleExpiresAt ?? '') - timeOfDay();
      expect(Math.abs(idle - HOUR / 2)).toBeLessThan(60_000);
    },
  );
});
