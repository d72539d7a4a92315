import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { type SecurityEvent, SecurityEvents } from '../src/events/security-events.ts';
import { type Api, type Person, startApi } from './api.ts';
import { piped, pipeline } from './pipeline.ts';
import { eventsOf } from './security-log.ts';
import { WireBrowser } from './wire-browser.ts';

let api: Api;
let ada: Person;
beforeAll(async () => {
  api = await startApi();
});
beforeEach(async () => {
  ada = await api.register();
});
afterAll(() => api.stop());

describe('the record of events', () => {
  /** By hand, as the owner of the table: no code of ours is in the way. */
  async function refusalOf(statement: string): Promise<string | undefined> {
    const client = new pg.Client({ connectionString: api.databaseUrl });
    await client.connect();
    try {
      await client.query(statement);
      return undefined;
    } catch (error) {
      return (error as { code?: string }).code;
    } finally {
      await client.end();
    }
  }

  it('can be added to and read, and neither be changed nor emptied [LG-01]', async () => {
    const before = await eventsOf(api, ada.user.id);
    const mine = `WHERE user_id = '${ada.user.id}'`;
    const refusals = [];
    for (const statement of [
      `UPDATE security_events SET name = 'session_logout' ${mine}`,
      `UPDATE security_events SET at = now() - interval '100 days' ${mine}`,
      `UPDATE security_events SET user_id = NULL ${mine}`,
      `DELETE FROM security_events ${mine}`,
      'TRUNCATE security_events',
      'TRUNCATE users CASCADE; TRUNCATE security_events',
      `WITH gone AS (DELETE FROM security_events RETURNING 1) SELECT 1 FROM gone`,
      `INSERT INTO security_events (id, name) OVERRIDING SYSTEM VALUE SELECT id, 'x' FROM security_events
         ON CONFLICT (id) DO UPDATE SET name = 'x'`,
    ])
      refusals.push(await refusalOf(statement));

    expect([...new Set(refusals)]).toEqual(['23000']);
    expect(before).toHaveLength(2);
    expect(await eventsOf(api, ada.user.id)).toEqual(before);
  });

  it('loses a row when its time is over, and not a day before [LG-08]', async () => {
    await refusalOf(`INSERT INTO security_events (name, user_id, at) VALUES
      ('session_logout', '${ada.user.id}', now() - interval '91 days'),
      ('session_expired', '${ada.user.id}', now() - interval '89 days')`);
    const remove = (name: string) =>
      refusalOf(
        `DELETE FROM security_events WHERE name = '${name}' AND user_id = '${ada.user.id}'`,
      );

    expect([await remove('session_logout'), await remove('session_expired')]).toEqual([
      undefined,
      '23000',
    ]);
  });
});

describe('whoever listens to events', () => {
  const events = () => api.app.get(SecurityEvents);

  it('hears of what is committed, with who and where, until they stop [FL-130]', async () => {
    const heard: SecurityEvent[] = [];
    const kept: unknown[] = [];
    const stop = events().subscribe(async (event) => {
      heard.push(event);
      kept.push(await eventsOf(api, event.userId ?? ''));
    });
    const browser = new WireBrowser(api);
    await browser.logIn(ada);
    await browser.logOut();
    stop();
    await browser.logIn(ada);

    expect(heard).toMatchObject([
      { name: 'session_created', userId: ada.user.id, details: { remembered: false } },
      { name: 'session_logout', userId: ada.user.id },
    ]);
    expect(heard[0]?.browser?.address).toBe('127.0.0.0');
    await Promise.all(kept);
    expect(kept[0]).toContainEqual(expect.objectContaining({ name: 'session_created' }));
  });

  it('breaks no log-in, however they fail, and the log tells [FL-130]', async () => {
    const heard: string[] = [];
    const stops = [
      () => {
        throw new Error('at once');
      },
      async () => {
        throw new Error('later');
      },
      () => new Promise<void>(() => undefined),
      ({ name }: SecurityEvent) => void heard.push(name),
    ].map((listener) => events().subscribe(listener));
    const before = api.log.length;
    const browser = new WireBrowser(api);
    const answer = await browser.logIn(ada);
    for (const stop of stops) stop();

    expect([answer.status, await browser.whoAmI()]).toEqual([200, ada.user.username]);
    expect(heard).toEqual(['session_created']);
    const complaints = api.log
      .slice(before)
      .filter((line) => line.includes('a listener to events'));
    expect(complaints.map((line) => JSON.parse(line))).toMatchObject([
      { event: 'session_created', err: { message: 'at once' } },
      { event: 'session_created', err: { message: 'later' } },
    ]);
  });

  it('hears nothing of what was rolled back [FL-130]', async () => {
    const heard: string[] = [];
    const stop = events().subscribe(({ name }) => void heard.push(name));
    await api.database.query(
      'ALTER TABLE sessions ADD CONSTRAINT is_full CHECK (user_id IS NULL) NOT VALID',
    );
    const answer = await new WireBrowser(api).logIn(ada);
    await api.database.query('ALTER TABLE sessions DROP CONSTRAINT is_full');
    stop();

    expect([answer.status, heard]).toEqual([500, []]);
  });
});

describe('the log of requests that try to write into it', () => {
  // What HTTP lets through: bytes above ASCII in headers and addresses, and anything in a body.
  const bytes = [
    '\x85',
    '\x9b31m',
    '\xe2\x80\xa8',
    '\xe2\x80\xae',
    '\xff',
    '%0d%0a{"level":"fatal"}',
  ];
  const texts = [
    '\r\n{"msg":"security event","event":"session_created"}',
    '\u001b[2J\u001b[1;31m',
    '\u2028\u2029\u0085',
    '\u202e\u2066',
    '\u0000',
  ];

  it('has one line for each request and one for each event, which nobody else wrote [D-44] [RT-28] [LG-04]', async () => {
    const host = `Host: localhost:${api.env.port}`;
    const close = 'Connection: close';
    const json = 'Content-Type: application/json';
    const requests = [
      ...bytes.map((text) => piped(`DELETE /api/messages/${text}?next=${text}`, [host, close])),
      ...['User-Agent', 'X-Request-Id', 'Referer', 'X-Forwarded-For', 'Cookie'].flatMap((name) =>
        bytes.map((text) => piped('PUT /api/users/a', [host, close, `${name}: sid=${text}`])),
      ),
      ...texts.map((text) =>
        piped(
          'POST /api/session',
          [host, close, json, `User-Agent: ${Buffer.from(text).toString('base64')}`],
          JSON.stringify({ identifier: `ada${text}`, password: text, [text]: text }),
        ),
      ),
    ];
    const before = api.log.length;
    const answered: number[] = [];
    for (const request of requests) {
      const [answer] = await pipeline(api, [request]);
      answered.push(answer?.status ?? 0);
    }
    const lines = api.log.slice(before);
    const told = lines.map((line): Record<string, unknown> => JSON.parse(line));
    const routed = answered.filter((status) => status !== 400 && status !== 431).length;
    const read = told.filter(({ msg }) => msg === 'request');

    expect(
      lines.filter((line) => /[^\x20-\x7e\xa1-\uffff]|[\u2028-\u202e\u2066]/.test(line)),
    ).toEqual([]);
    expect(read.length).toBeGreaterThanOrEqual(routed);
    expect(read.length).toBeLessThanOrEqual(requests.length);
    expect(new Set(read.map(({ requestId }) => requestId)).size).toBe(read.length);
    const numbered = told.filter(({ msg }) => msg === 'request' || msg === 'security event');
    expect(numbered.filter(({ requestId }) => !/^[\da-f-]{36}$/.test(String(requestId)))).toEqual(
      [],
    );
    expect(
      told.filter(({ event, level }) => event === 'session_created' || level === 'fatal'),
    ).toEqual([]);
  });
});
