import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AskedBytes } from './answer-bytes.ts';
import type { Api } from './api.ts';
import { operationsOf } from './operation-list.ts';
import { type RawBrowser, type RawPerson, rawPerson } from './raw-browser.ts';
import { apiRoutesOf } from './route-list.ts';
import { places, sources } from './source-files.ts';
import { type Worked, WorkWatch } from './work-watch.ts';

const address = { name: 'A', street: 'B', city: 'C', state: 'D', zip: 'E', country: 'F' };
const lines = [{ slug: 'chocolate-chip', quantity: 1 }];

const bodies: Readonly<Record<string, unknown>> = {
  'PATCH /api/users/:id': { name: 'Changed' },
  'PUT /api/users/:id/role': { role: 'member' },
  'PATCH /api/messages/:id': { content: 'Changed' },
};

/** Of those that everybody who is logged in may see anyway: that somebody else may not change them is no secret. */
const visible = /^\/api\/(users|messages)\//;

/** Goes on for as long as the session. */
/** Tells when it was made. */
const copyOfData = '/api/account/data';
const stream = '/api/session/events';

describe('what somebody may not know', () => {
  let watch: WorkWatch;
  let api: Api;
  let owner: RawPerson;
  let member: RawPerson;
  let admin: RawPerson;
  /** By the path that leads to it. */
  let things: Readonly<Record<string, string>>;
  beforeAll(async () => {
    watch = await WorkWatch.start({});
    api = watch.api;
    owner = await rawPerson(api);
    member = await rawPerson(api);
    admin = await rawPerson(api, 'admin');
    const make = async (path: string, body: unknown) =>
      (await owner.browser.send('POST', path, body)).json<{ id: string }>().id;
    things = {
      '/api/users/': owner.user.id,
      '/api/admin/users/': owner.user.id,
      '/api/messages/': await make('/api/messages', { content: 'Mine' }),
      '/api/shop/orders/': await make('/api/shop/orders', { lines, address }),
      '/api/account/sessions/': /sid=([^.]+)/.exec(owner.browser.cookie)?.[1] ?? '',
    };
    // What is done once for a session is done.
    for (const { browser } of [member, admin]) await browser.send('GET', '/api/session');
  });
  afterAll(() => api.stop());

  /** As the browser that the session began in, and no sign of life. */
  const ask = (asked: AskedBytes, browser?: RawBrowser): Promise<Worked> =>
    watch.ask({
      ...asked,
      headers: {
        'user-agent': 'node',
        'gatehouse-background': 'true',
        ...(browser ? { cookie: browser.cookie } : {}),
      },
    });

  const absentLike = (id: string) => (id.includes('-4') ? randomUUID() : 'A'.repeat(id.length));
  const status = ({ answer }: Worked) => Number(answer.slice(9, 12));

  it('is whether there is something of somebody else: it is answered like nothing, and costs the same [EN-04] [D-40]', async () => {
    const told: string[] = [];
    for (const { name, method, path } of apiRoutesOf(api)) {
      if (!path.includes(':')) continue;
      const id = things[path.slice(0, path.indexOf(':'))];
      if (!id) throw new Error(`Nobody has made what ${name} is about.`);
      for (const [who, browser] of Object.entries({ visitor: undefined, member: member.browser })) {
        const at = (each: string) => ({
          method,
          path: path.replace(/:\w+/, each),
          body: bodies[name],
        });
        const foreign = await ask(at(id), browser);
        const absent = await ask(at(absentLike(id)), browser);
        if (JSON.stringify(foreign) === JSON.stringify(absent)) {
          const refused = path.startsWith('/api/admin/') ? 403 : 404;
          expect([name, status(absent)]).toEqual([name, browser ? refused : 401]);
          continue;
        }
        told.push(`${who}: ${name}`);
        expect([name, status(absent)]).toEqual([name, 404]);
        expect([name, path]).toEqual([name, expect.stringMatching(visible)]);
        const shown = await ask({ method: 'GET', path: path.replace(/:id.*/, id) }, browser);
        expect([name, status(shown)]).toEqual([name, 200]);
      }
    }
    expect(told.sort()).toEqual([
      'member: DELETE /api/messages/:id',
      'member: DELETE /api/users/:id',
      'member: GET /api/messages/:id',
      'member: GET /api/users/:id',
      'member: PATCH /api/messages/:id',
      'member: PATCH /api/users/:id',
      'member: PUT /api/users/:id/role',
      'visitor: GET /api/messages/:id',
    ]);
  });

  it('is not found by sorting or filtering: a list takes what it names, and nothing else [EN-06] [RT-13]', async () => {
    const reads = (await operationsOf(api)).filter(
      ({ method, path }) =>
        method === 'GET' &&
        path.startsWith('/api/') &&
        !path.includes('{') &&
        path !== stream &&
        path !== copyOfData,
    );
    const taken = reads.filter(({ query }) => Object.keys(query).length > 0);
    expect(
      Object.fromEntries(taken.map(({ path, query }) => [path, Object.keys(query).sort()])),
    ).toEqual({
      '/api/account/events': ['cursor', 'limit'],
      '/api/admin/dashboard': ['period'],
      '/api/admin/events': ['cursor', 'from', 'limit', 'name', 'to', 'user'],
      '/api/admin/events.csv': ['from', 'name', 'to', 'user'],
      '/api/admin/users': ['cursor', 'direction', 'limit', 'role', 'search', 'sort', 'state'],
      '/api/users': ['cursor', 'limit', 'search'],
      '/api/messages': ['cursor', 'limit'],
      '/api/shop/orders': ['cursor', 'limit'],
    });
    const wishes = ['sort', 'order', 'orderBy', 'filter', 'where', 'fields', 'select', 'include']
      .map((key) => `${key}=passwordHash`)
      .concat('passwordHash=a', 'password_hash=$argon2id', 'email=a', 'filter[passwordHash]=a');
    for (const { path } of reads) {
      const plain = await ask({ method: 'GET', path }, admin.browser);
      for (const wish of wishes) {
        const asked = await ask({ method: 'GET', path: `${path}?${wish}` }, admin.browser);
        if (taken.some((list) => list.path === path))
          expect([wish, status(asked), asked.statements]).toEqual([wish, 422, []]);
        else expect([path, wish, asked]).toEqual([path, wish, plain]);
      }
    }
  });

  it('is not found by searching: neither an address nor a part of a hash [EN-06] [RT-13]', async () => {
    const [{ hash }] = await api.database.query(
      'SELECT password_hash AS hash FROM users WHERE id = $1',
      [owner.user.id],
    );
    const find = async (text: string, { browser }: RawPerson) =>
      (await browser.send('GET', `/api/users?search=${encodeURIComponent(text)}`))
        .json<{ items: { id: string }[] }>()
        .items.map(({ id }) => id);
    expect(await find(owner.user.username, member)).toEqual([owner.user.id]);
    for (const person of [member, admin])
      for (const text of [owner.user.email, '@example.com', 'argon2', hash.slice(-20)])
        expect([text, await find(text, person)]).toEqual([text, []]);
  });

  it('is how much of a secret was right: none is compared as text, and none is looked up as it is [RT-27]', async () => {
    const server = await sources('apps/api', 'packages/auth-core');
    const secret = '\\w*(?:[sS]ecret|[mM]ac|[dD]igest(?:Of)?|[tT]ag(?:Of)?|[mM]ark|[hH]ash)';
    const compared = await places(
      server,
      new RegExp(
        `[\\w.]*\\b${secret}\\b(?:\\([^)]*\\))? [!=]==? (?!undefined|null|'')\\S+|[\\w.]+ [!=]==? (?:\\w+\\.)*${secret}\\b\\S*`,
        'g',
      ),
    );
    expect(compared).toEqual([
      // A line of a list that everybody can have.
      'apps/api/src/breached-passwords/sorted-lines.ts: line.digest === digest)',
      // A number that says that a session has changed.
      'apps/api/src/live/session-watch.ts: stream.mark !== found.mark)',
    ]);

    const indexed = await api.database.query(
      `SELECT indexdef AS index FROM pg_indexes WHERE schemaname = 'public'
          AND indexdef ~ '(mac|hash|secret|salt|digest)'`,
    );
    // Marks and mailed tokens are kept as digests: what is guessed is not what is looked up.
    expect(
      indexed.map(({ index }: { index: string }) => /\w+ USING.*/.exec(index)?.[0]).sort(),
    ).toEqual([
      'known_browsers USING btree (user_id, digest)',
      'mailed_tokens USING btree (digest)',
      // By id, of those whose hash another system made.
      expect.stringMatching(/^users USING btree \(id\) WHERE \(password_hash !~~ /),
    ]);
  });

  it('is how far a made-up token is from a real one: no look-up, and the same answer [RT-27] [SE-04]', async () => {
    const { cookie } = member.browser;
    const start = cookie.indexOf('.') + 1;
    const answers: Worked[] = [];
    for (const at of [start, start + 20, start + 43, start + 63]) {
      const turned = cookie[at] === 'A' ? 'B' : 'A';
      const forged = cookie.slice(0, at) + turned + cookie.slice(at + 1);
      answers.push(
        await watch.ask({ method: 'GET', path: '/api/users', headers: { cookie: forged } }),
      );
    }
    expect(answers.map(status)).toEqual([401, 401, 401, 401]);
    expect(answers.map(({ statements }) => statements)).toEqual([[], [], [], []]);
    expect(new Set(answers.map(({ answer }) => answer)).size).toBe(1);
  });
});
