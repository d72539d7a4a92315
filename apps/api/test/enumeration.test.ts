import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { limitPolicy } from '../src/limits/limit-policy.ts';
import {
  type AccountStates,
  accountStates,
  barredClaims,
  type Claimed,
  refusedClaims,
} from './account-states.ts';
import type { AskedBytes } from './answer-bytes.ts';
import { type Api, newRegistration, password } from './api.ts';
import { newAddress } from './guesser.ts';
import { operationsOf } from './operation-list.ts';
import { Outbox } from './outbox.ts';
import { RawBrowser, rawPerson } from './raw-browser.ts';
import { type Worked, WorkWatch } from './work-watch.ts';

const { freeTries, failuresInARow } = limitPolicy.account;

/** How far guessing at every account has come before a try. */
const moments = {
  'the first try': 'tries = 1, failures = 1, next_try_at = now()',
  'the last free try': `tries = ${freeTries - 1}, failures = ${freeTries - 1}, next_try_at = now()`,
  'a try too soon': `tries = ${freeTries}, next_try_at = now() + interval '1 hour'`,
  'the last failure in a row': `tries = 1, failures = ${failuresInARow - 1}, next_try_at = now()`,
  'a try after that': `tries = 1, failures = ${failuresInARow}, next_try_at = now()`,
} as const;

type Moment = keyof typeof moments;

/** When even the right password is refused. */
const bars = new Set<Moment>(['a try too soon', 'a try after that']);

/** As the browser that these sessions began in, and no sign of life. */
const quiet = { 'user-agent': 'node', 'gatehouse-background': 'true' };

type Fields = Readonly<Record<string, string>>;
type Asking = (fields: Fields) => AskedBytes;

const json =
  (path: string): Asking =>
  (body) => ({ method: 'POST', path, body });
const form =
  (path: string): Asking =>
  (fields) => ({ method: 'POST', path, body: new URLSearchParams(fields) });

/** Every public way to name an account, or to show a password. */
const logIns = { 'POST /api/session': json('/api/session'), 'POST /login': form('/login') };
const registrations = {
  'POST /api/users': json('/api/users'),
  'POST /register': form('/register'),
};

describe('whether there is such an account', () => {
  let watch: WorkWatch;
  let outbox: Outbox;
  let api: Api;
  let states: AccountStates;
  beforeAll(async () => {
    outbox = await Outbox.open();
    watch = await WorkWatch.start({ TRUST_PROXY: '1', OUTBOX_DIR: outbox.folder });
    api = watch.api;
    states = await accountStates(api);
    for (const claimed of Object.values(refusedClaims(states)))
      await ask(logIns['POST /api/session'](claimed));
    for (const { user } of [states.barred, states.barredWeak])
      await api.database.query('INSERT INTO password_failures (key) VALUES ($1)', [
        `user:${user.id}`,
      ]);
  }, 60_000);
  afterAll(async () => {
    await api.stop();
    await outbox.remove();
  });

  /** From an address that nobody has used, so that only the account is counted. */
  const ask = (asked: AskedBytes) =>
    watch.ask({ ...asked, headers: { 'x-forwarded-for': newAddress(), ...asked.headers } });

  const come = (moment: Moment) =>
    api.database.query(`UPDATE password_failures SET ${moments[moment]}`);

  /** What each of them was answered, and what that cost. */
  async function asked(all: Readonly<Record<string, AskedBytes>>, moment: Moment) {
    const answers: Record<string, Worked> = {};
    for (const [what, each] of Object.entries(all)) {
      await come(moment);
      answers[what] = await ask(each);
    }
    return answers;
  }

  const mapped = <Value, Result>(
    record: Readonly<Record<string, Value>>,
    change: (value: Value) => Result,
  ): Record<string, Result> =>
    Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));

  /** @returns what all of them got */
  function expectAlike<Answer>(answers: Readonly<Record<string, Answer>>): Answer {
    const [first] = Object.values(answers);
    if (first === undefined) throw new Error('Nobody has asked.');
    expect(answers).toEqual(mapped(answers, () => first));
    return first;
  }

  it('may be asked by these routes only [EN-01] [D-50]', async () => {
    const open = (await operationsOf(api)).filter(({ isPublic }) => isPublic);
    const naming = open.filter(({ body }) =>
      Object.keys(body?.properties ?? {}).some((field) =>
        /identifier|password|email|username/i.test(field),
      ),
    );
    // The document leaves forms out.
    const forms = open.filter(({ method, path }) => method === 'POST' && !path.startsWith('/api/'));
    const found = [...naming, ...forms].map(({ method, path }) => `${method} ${path}`);
    const known = [
      ...Object.keys(logIns),
      ...Object.keys(registrations),
      'POST /api/password-reset-requests',
      // By a token that only the owner of an address has.
      'POST /api/password-resets',
      'POST /api/registrations',
    ];
    expect(found.sort()).toEqual([...known, 'POST /logout', 'POST /stop-acting'].sort());
  });

  it.each(Object.keys(moments) as Moment[])(
    'is told by no byte, hash or statement of a refused log-in: %s [EN-01] [EN-02] [D-50] [RT-12] [RT-13] [TH-03]',
    async (moment) => {
      const claims = {
        ...refusedClaims(states),
        ...(bars.has(moment) ? barredClaims(states) : {}),
      };
      for (const asking of Object.values(logIns)) {
        const answers = await asked(mapped(claims, asking), moment);
        const { answer, hashes, statements } = expectAlike(answers);
        const isTooSoon = moment === 'a try too soon';
        expect(answer).toMatch(/^HTTP\/1\.1 (401|429|303) /);
        expect(hashes).toBe(isTooSoon ? 0 : 1);
        expect(statements.length).toBeGreaterThan(isTooSoon ? 3 : 4);
      }
    },
  );

  it('is not told by the message on the page that a form leads back to [EN-01] [RT-13]', async () => {
    const messages = async (claimed: Claimed) => {
      const browser = new RawBrowser(api);
      await browser.submit('/login', { ...claimed }, { 'x-forwarded-for': newAddress() });
      return (await browser.send('DELETE', '/api/session/flash')).text;
    };
    for (const moment of ['the first try', 'a try too soon'] as const) {
      const waiting: Record<string, string> = {};
      for (const [what, claimed] of Object.entries(refusedClaims(states))) {
        await come(moment);
        waiting[what] = await messages(claimed);
      }
      expect(expectAlike(waiting)).toMatch(/password|attempts/);
    }
  });

  it('is not told to whoever says that a password is forgotten, as often as they may [EN-01] [EN-02] [D-50] [RT-12] [RT-13] [EXT-009]', async () => {
    const { perName } = limitPolicy.passwordResets;
    const claims = Object.values({ ...refusedClaims(states), ...barredClaims(states) });
    const names = [...new Set(claims.map(({ identifier }) => identifier))];
    expect(names.length).toBeGreaterThan(7);
    for (let asked = 0; asked <= perName; asked += 1) {
      const answers: Record<string, Worked> = {};
      for (const identifier of names) {
        const request = json('/api/password-reset-requests')({ identifier });
        answers[identifier] = await ask(request);
      }
      const { answer, hashes, statements } = expectAlike(answers);
      expect(answer).toMatch(asked < perName ? /^HTTP\/1\.1 202 / : /^HTTP\/1\.1 429 /);
      expect([hashes, statements.filter((each) => /users|mail/.test(each))]).toEqual([0, []]);
    }
  });

  it('is not told in a browser that somebody else is logged in with or known by [EN-01] [EN-02]', async () => {
    const { browser } = await rawPerson(api);
    const [session = '', mark = ''] = browser.cookie.split('; ').sort().reverse();
    for (const cookie of [mark, `${session}; ${mark}`]) {
      const headers = { ...quiet, cookie };
      await ask({ method: 'GET', path: '/api/session', headers });
      const claims = mapped(refusedClaims(states), (body) => ({
        ...logIns['POST /api/session'](body),
        headers,
      }));
      expectAlike(await asked(claims, 'the first try'));
    }
  });

  it('is not told by the delay that a name and its other spellings share [EN-01] [TH-03]', async () => {
    const known = newRegistration({ email: `Known@M\u00fcnchen.example` });
    await api.register(known);
    for (const name of ['known', 'nobody']) {
      const logIn = (identifier: string) =>
        ask(logIns['POST /api/session']({ identifier, password: 'a guess that is wrong' }));
      await logIn(`${name}@m\u00fcnchen.example`);
      await come('a try too soon');
      const { answer } = await logIn(` ${name.toUpperCase()}@xn--mnchen-3ya.example`);
      expect([name, answer.slice(0, 12)]).toEqual([name, 'HTTP/1.1 429']);
    }
  });

  it('is not all that stays untold: in an open session, too, nobody learns why a password is refused [EN-01]', async () => {
    const { browser, user } = await rawPerson(api);
    const [sid = ''] = /sid=[^;]+/.exec(browser.cookie) ?? [];
    const headers = { ...quiet, cookie: sid };
    await ask({ method: 'GET', path: '/api/session', headers });
    const next = 'the tide comes in at noon';
    const proofs = {
      'POST /api/session/confirmation': (given: string) => ({ password: given }),
      'PUT /api/account/password': (given: string) => ({
        currentPassword: given,
        password: next,
        passwordConfirmation: next,
      }),
    };
    const give = (name: string, body: unknown) => {
      const [method = '', path = ''] = name.split(' ');
      return ask({ method, path, body, headers });
    };
    for (const [name, bodyOf] of Object.entries(proofs)) {
      const answers: Record<string, Worked> = {};
      await come('the first try');
      answers['wrong'] = await give(name, bodyOf('a guess that is wrong'));
      await come('a try after that');
      answers['blocked, right'] = await give(name, bodyOf(password));
      answers['blocked, wrong'] = await give(name, bodyOf('a guess that is wrong'));
      await come('the first try');
      const [{ hash }] = await api.database.query(
        'SELECT password_hash AS hash FROM users WHERE id = $1',
        [user.id],
      );
      const setHash = 'UPDATE users SET password_hash = $2 WHERE id = $1';
      await api.database.query(setHash, [user.id, 'nonsense']);
      await ask({ method: 'GET', path: '/api/session', headers });
      answers['a hash that cannot be read'] = await give(name, bodyOf(password));
      await api.database.query(setHash, [user.id, hash]);
      expect(expectAlike(answers)).toMatchObject({ hashes: 1 });
    }
  });

  it('is not told by what is malformed: that is refused before anything is looked up [EN-05]', async () => {
    const known = states.active.user.username;
    const names = { known, unknown: known.replaceAll('-', '_') };
    const long = 'x'.repeat(5000);
    const bodies: Readonly<Record<string, (identifier: string) => unknown>> = {
      'no password': (identifier) => ({ identifier }),
      'an empty password': (identifier) => ({ identifier, password: '' }),
      'a password without end': (identifier) => ({ identifier, password: long }),
      'a password of another type': (identifier) => ({ identifier, password: 1 }),
      'half a character': (identifier) => ({ identifier, password: '\ud800' }),
      'a list of names': (identifier) => ({ identifier: [identifier], password }),
      'a name that goes on': (identifier) => ({ identifier: identifier + long, password }),
      'an answer that is neither': (identifier) => ({ identifier, password, remember: 'on' }),
      'a field too many': (identifier) => ({ identifier, password, role: 'admin' }),
      'half a body': (identifier) => JSON.stringify({ identifier, password }).slice(0, -1),
    };
    for (const bodyOf of Object.values(bodies)) {
      const asking = (name: string) => ({
        method: 'POST',
        path: '/api/session',
        body: bodyOf(name),
      });
      const worked = expectAlike(await asked(mapped(names, asking), 'the first try'));
      expect(worked).toEqual({
        answer: expect.stringMatching(/^HTTP\/1.1 4(00|22) /),
        hashes: 0,
        statements: [],
      });
    }
    for (const fields of [{ password: '' }, { password: long }, {}] as Fields[]) {
      const asking = (identifier: string) => form('/login')({ identifier, ...fields });
      const { hashes, statements } = expectAlike(
        await asked(mapped(names, asking), 'the first try'),
      );
      expect(hashes).toBe(0);
      expect(statements.filter((statement) => !/sessions|START|COMMIT/.test(statement))).toEqual(
        [],
      );
    }
  });

  it('is said by a registration alone, at the price of a hash, whatever state it is in [EN-05] [D-50]', async () => {
    const { active, suspended, unreadable, barred, removed } = states;
    const fill = (chosen: Fields) => ({ ...newRegistration(), ...chosen }) as Fields;
    for (const asking of Object.values(registrations)) {
      const taken = mapped({ active, suspended, unreadable, barred }, ({ user }) => user);
      const names = await asked(
        mapped(taken, ({ username }) => asking(fill({ username }))),
        'the first try',
      );
      const addresses = await asked(
        mapped(taken, ({ email }) => asking(fill({ email }))),
        'the first try',
      );
      const unnamed = mapped(names, (worked) => ({
        ...worked,
        answer: worked.answer.replace(/Username [\w-]+ is/g, 'Username is'),
      }));
      expect(expectAlike(unnamed).hashes).toBe(1);
      expect(expectAlike(addresses).hashes).toBe(1);

      const free = { removed: removed.user.username, new: newRegistration().username };
      const short = mapped({ ...free, taken: active.user.username }, (username) =>
        asking({ ...fill({ username }), password: 'short', passwordConfirmation: 'short' }),
      );
      const refused = expectAlike(await asked(short, 'the first try'));
      expect(refused.hashes).toBe(0);
      expect(refused.statements.filter((each) => /users|rate_limits/.test(each))).toEqual([]);
      const common = mapped({ ...free, taken: active.user.username }, (username) =>
        asking({
          ...fill({ username }),
          password: 'passwordpassword',
          passwordConfirmation: 'passwordpassword',
        }),
      );
      expect(expectAlike(await asked(common, 'the first try')).hashes).toBe(0);
    }
  });
});
