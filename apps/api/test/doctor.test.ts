import { once } from 'node:events';
import { createServer, type OutgoingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Api, freePort, startApi } from './api.ts';
import { Operator } from './operator.ts';

interface Finding {
  readonly name: string;
  readonly state: 'ok' | 'warning' | 'error';
  readonly found: string;
  readonly mend: string | null;
}

const good = {
  date: new Date().toUTCString(),
  'x-request-id': 'one',
  'set-cookie': 'sid=id.secret; Path=/; HttpOnly; SameSite=Strict',
};

describe('the doctor', () => {
  let api: Api;
  let operator: Operator;
  /** A server with a proxy in front that does to answers what a test says. */
  let spoiled: Server;
  let headers: OutgoingHttpHeaders = good;
  let answer = { status: 200, detail: '' };
  beforeAll(async () => {
    api = await startApi({ variables: { TRUSTED_ORIGINS: 'http://localhost:5999' } });
    operator = new Operator(api.databaseUrl);
    spoiled = createServer((_, response) => {
      response.writeHead(answer.status, { ...headers, 'content-type': 'application/problem+json' });
      response.end(JSON.stringify({ detail: answer.detail }));
    }).listen(0, '127.0.0.1');
    await once(spoiled, 'listening');
  });
  afterAll(async () => {
    spoiled.close();
    await api.stop();
  });

  const urlOf = (): string => `http://localhost:${(spoiled.address() as AddressInfo).port}`;
  const examined = async (variables: Record<string, string> = {}, url?: string) => {
    const words = ['doctor', '--json', ...(url ? ['--url', url] : [])];
    const { code, out } = await operator.run(words, { variables });
    return { code, findings: JSON.parse(out) as Finding[] };
  };
  /** What it says under that name, and whether anything else is an error. */
  const finding = async (name: string, variables: Record<string, string> = {}, url?: string) => {
    const { code, findings } = await examined(variables, url);
    const { state, found, mend } = findings.find((each) => each.name === name) ?? {};
    const others = findings.filter((each) => each.name !== name && each.state === 'error');
    expect(code).toBe(state === 'error' || others.length > 0 ? 1 : 0);
    return { state, words: `${found} → ${mend}`, others: others.map((each) => each.name) };
  };
  const seen = (name: string, spoil: OutgoingHttpHeaders, more: Record<string, string> = {}) => {
    headers = { ...good, date: new Date().toUTCString(), ...spoil };
    const url = urlOf();
    return finding(name, { PUBLIC_URL: url, ...more }, url).finally(() => {
      headers = good;
    });
  };
  const production = {
    NODE_ENV: 'production',
    PUBLIC_URL: 'https://app.example.com',
    TRUST_PROXY: '1',
  };

  it('finds nothing where nothing is wrong, inside or outside, and leaves no session behind', async () => {
    const variables = {
      PUBLIC_URL: api.baseUrl,
      TRUSTED_ORIGINS: 'http://localhost:5999',
    };
    const { code, findings } = await examined(variables, api.baseUrl);
    expect(findings.filter(({ state }) => state !== 'ok')).toEqual([]);
    expect(findings.filter(({ found, mend }) => found === '' || mend !== null)).toEqual([]);
    expect(findings).toHaveLength(11);
    expect(code).toBe(0);
    expect(await api.database.query('SELECT id FROM sessions')).toEqual([]);

    const told = await operator.run('doctor', { variables: { SECRET_KEYS: 'changeme' } });
    expect(told).toMatchObject({ code: 1, err: 'Errors: 1.\n' });
    expect(told.out).toMatch(/^error +secret +SECRET_KEYS: key 1 is short.*\n +→ SECRET_KEYS=</m);
    expect(told.out).not.toContain('changeme');
  });

  it('finds a wrong list of origins [UX-DX-15]', async () => {
    const slash = { TRUSTED_ORIGINS: 'https://app.example.com/' };
    expect(await finding('origins', slash)).toMatchObject({
      state: 'error',
      words: expect.stringMatching(/no slash/),
    });
    const open = { ...production, TRUSTED_ORIGINS: 'http://www.example.com' };
    expect(await finding('origins', open)).toMatchObject({
      state: 'error',
      words: expect.stringMatching(/without TLS/),
    });
    const own = { TRUSTED_ORIGINS: 'http://localhost:3000' };
    expect(await finding('origins', own)).toMatchObject({ state: 'warning', others: [] });
    expect(await finding('origins', {}, api.baseUrl)).toMatchObject({
      state: 'error',
      words: expect.stringMatching(new RegExp(`Set PUBLIC_URL=${api.baseUrl}`)),
    });
    const refused = { PUBLIC_URL: api.baseUrl, TRUSTED_ORIGINS: 'http://localhost:5998' };
    expect(await finding('origins', refused, api.baseUrl)).toMatchObject({
      state: 'error',
      words: expect.stringMatching(/refuses pages of http:\/\/localhost:5998/),
      others: [],
    });
    answer = { status: 400, detail: 'This is not the name of this server.' };
    expect(await seen('origins', {})).toMatchObject({
      state: 'error',
      words: expect.stringMatching(/pass Host on/),
    });
    answer = { status: 200, detail: '' };
  });

  it('finds a Secure cookie on http, and one that a proxy has changed [UX-DX-15]', async () => {
    const secure = { 'set-cookie': `${good['set-cookie']}; Secure` };
    expect(await seen('cookie', secure)).toMatchObject({
      state: 'error',
      words: expect.stringMatching(/throw it away.*https:/),
      others: [],
    });
    expect(await seen('cookie', { 'set-cookie': 'sid=id.secret; Path=/; HttpOnly' })).toMatchObject(
      { state: 'error', words: expect.stringMatching(/without SameSite=Strict/) },
    );
    const plain = { PUBLIC_URL: 'http://app.example.com' };
    expect(await finding('cookie', plain)).toMatchObject({ state: 'error', others: [] });
    expect(await seen('cookie', {})).toMatchObject({ state: 'ok', others: [] });
  });

  it('finds a proxy that is not trusted, or does not say that people come by https [UX-DX-15]', async () => {
    const { TRUST_PROXY: _, ...untold } = production;
    expect(await finding('proxy', untold)).toMatchObject({
      state: 'error',
      words: expect.stringMatching(/Set TRUST_PROXY/),
      others: [],
    });
    expect(await finding('proxy', { TRUST_PROXY: 'true' })).toMatchObject({ state: 'error' });
    expect(await finding('proxy', production)).toMatchObject({ state: 'ok', others: [] });
    answer = { status: 400, detail: 'This came by http. Open the address that begins with …' };
    expect(await seen('proxy', {})).toMatchObject({
      state: 'error',
      words: expect.stringMatching(/lead http/),
    });
    answer = { status: 200, detail: '' };
  });

  it('finds an API on another site than its pages [UX-DX-15]', async () => {
    const of = (origin: string, PUBLIC_URL = 'https://api.example.co.uk') =>
      finding('site', { ...production, PUBLIC_URL, TRUSTED_ORIGINS: origin });
    expect(await of('https://app.example.net')).toMatchObject({ state: 'error', others: [] });
    expect(await of('https://other.co.uk')).toMatchObject({ state: 'error' });
    expect(await of('https://app.example.co.uk')).toMatchObject({ state: 'ok', others: [] });
    expect(await of('https://a.example.com', 'https://example.com')).toMatchObject({ state: 'ok' });
  });

  it('finds headers that pages of another origin cannot read [UX-DX-15]', async () => {
    const origin = 'http://localhost:5999';
    const allowed = {
      'access-control-allow-origin': origin,
      'access-control-allow-credentials': 'true',
    };
    const exposing = { ...allowed, 'access-control-expose-headers': 'Retry-After, X-Request-Id' };
    const trusting = { TRUSTED_ORIGINS: origin };
    expect(await seen('exposed headers', allowed, trusting)).toMatchObject({
      state: 'error',
      words: expect.stringMatching(/cannot read retry-after and x-request-id/),
      others: [],
    });
    expect(await seen('exposed headers', exposing, trusting)).toMatchObject({ state: 'ok' });
    expect(await seen('exposed headers', { 'x-request-id': [] })).toMatchObject({ state: 'error' });
  });

  it('finds a clock that is wrong [UX-DX-15]', async () => {
    const at = (seconds: number) => ({ date: new Date(Date.now() + seconds * 1000).toUTCString() });
    expect(await seen('clock', at(600))).toMatchObject({
      state: 'error',
      words: expect.stringMatching(/ahead.*NTP/),
    });
    expect(await seen('clock', at(-30))).toMatchObject({
      state: 'warning',
      words: expect.stringMatching(/behind/),
    });
    expect(await seen('clock', at(0))).toMatchObject({ state: 'ok', others: [] });
  });

  it('finds a weak secret, and none in production [UX-DX-15]', async () => {
    const weak = {
      state: 'error',
      words: expect.stringMatching(/SECRET_KEYS=<what "gatehouse secret new" prints>/),
    };
    expect(await finding('secret', { SECRET_KEYS: 'a'.repeat(64) })).toMatchObject(weak);
    expect(await finding('secret', { ...production, SECRET_KEYS: '' })).toMatchObject({
      ...weak,
      others: [],
    });
  });

  it('finds a database that is not migrated, and applies nothing [UX-DX-15]', async () => {
    const name = 'ActForOthers1700000000016';
    const [row] = await api.database.query('DELETE FROM migrations WHERE name = $1 RETURNING *', [
      name,
    ]);
    const found = await finding('migrations', production);
    const left = await api.database.query('SELECT FROM migrations WHERE name = $1', [name]);
    const [{ timestamp }] = [row].flat();
    await api.database.query('INSERT INTO migrations (timestamp, name) VALUES ($1, $2)', [
      timestamp,
      name,
    ]);
    expect(found).toMatchObject({
      state: 'error',
      words: expect.stringMatching(/lacks 1: ActFor.*migrate up/),
      others: [],
    });
    expect(left).toEqual([]);
  });

  it('finds a store that does not answer, and a server [UX-DX-15]', async () => {
    const port = await freePort();
    const dead = { DATABASE_URL: `postgres://127.0.0.1:${port}/none` };
    expect(await finding('store', dead)).toMatchObject({
      state: 'error',
      words: expect.stringMatching(/Check DATABASE_URL/),
      others: [],
    });
    expect(await finding('store', { REDIS_URL: `redis://127.0.0.1:${port}` })).toMatchObject({
      state: 'warning',
      words: expect.stringMatching(/PostgreSQL does its work/),
      others: [],
    });
    const url = `http://localhost:${port}`;
    expect(await finding('from outside', { PUBLIC_URL: url }, url)).toMatchObject({
      state: 'error',
      words: expect.stringMatching(/does not answer: ECONNREFUSED/),
      others: [],
    });
    expect(await operator.run('doctor --url nowhere')).toMatchObject({ code: 2, out: '' });
  });

  it('finds that there is no mail [UX-DX-15]', async () => {
    expect(await finding('mail', production)).toMatchObject({
      state: 'warning',
      words: expect.stringMatching(/Set SMTP_URL/),
      others: [],
    });
    expect(await finding('mail', { SMTP_URL: 'smtp://localhost' })).toMatchObject({
      state: 'error',
      words: expect.stringMatching(/MAIL_FROM: missing/),
      others: [],
    });
    const set = { ...production, SMTP_URL: 'smtp://localhost', MAIL_FROM: 'a@example.com' };
    expect(await finding('mail', set)).toMatchObject({ state: 'ok', others: [] });
  });

  it('judges what it can of settings that cannot be read, and names the rest', async () => {
    const { findings } = await examined({ PORT: 'many', PUBLIC_URL: 'ftp://x', SESSION_IDLE: '0' });
    const errors = findings.filter(({ state }) => state === 'error');
    expect(errors.map(({ name }) => name)).toEqual(['settings', 'cookie']);
    expect(errors[0]?.found).toMatch(/PORT: .*SESSION_IDLE: /);
  });
});
