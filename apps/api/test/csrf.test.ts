import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Api, newRegistration, password, startApi } from './api.ts';
import { RawBrowser, rawPerson } from './raw-browser.ts';
import { routesOf } from './route-list.ts';

const trusted = 'https://partner.example.test';
const formFields = { identifier: 'nobody', password, username: 'x' };

describe('writes that a page of another site makes a browser send', () => {
  let api: Api;
  beforeAll(async () => {
    api = await startApi({ variables: { TRUSTED_ORIGINS: trusted } });
  });
  afterAll(() => api.stop());

  const sites = [
    undefined,
    'same-origin',
    'none',
    'same-site',
    'cross-site',
    'SAME-ORIGIN',
    'same-origin, cross-site',
  ];
  const origins = () => ({
    absent: undefined,
    own: api.baseUrl,
    'another port': `http://localhost:${api.env.port + 1}`,
    'another name of this machine': `http://127.0.0.1:${api.env.port}`,
    'another scheme': `https://localhost:${api.env.port}`,
    none: 'null',
    foreign: 'https://evil.example',
    trusted,
  });

  /** What a browser says of an innocent request, and what a client that is no browser leaves out. */
  function isInnocent(site: string | undefined, origin: string): boolean {
    if (origin === 'trusted') return true;
    return ['absent', 'own'].includes(origin) && [undefined, 'same-origin', 'none'].includes(site);
  }

  function headersOf(site: string | undefined, origin: string | undefined): Record<string, string> {
    return {
      ...(site === undefined ? {} : { 'sec-fetch-site': site }),
      ...(origin === undefined ? {} : { origin }),
    };
  }

  it('are refused by every unsafe route, forms and log-in included, before anything is read [S-026] [S-197] [FL-042] [CS-01] [CS-04] [D-45] [RT-29] [EXT-012]', async () => {
    const { browser, user } = await rawPerson(api);
    const unsafe = routesOf(api).filter(
      ({ method }) => !['GET', 'HEAD', 'OPTIONS'].includes(method),
    );
    expect(unsafe.length).toBeGreaterThan(20);
    for (const { name, method, path } of unsafe)
      for (const [what, origin] of Object.entries(origins()))
        for (const site of sites) {
          if (isInnocent(site, what)) continue;
          const address = path.replace(':id', user.id);
          const answer = await browser.send(
            method,
            address,
            '{ not even JSON',
            headersOf(site, origin),
          );
          expect([name, what, site, answer.status, answer.problem.code]).toEqual([
            name,
            what,
            site,
            403,
            'cross_site_request',
          ]);
        }
    expect((await browser.send('GET', '/api/session')).json()).toMatchObject({ user });
  });

  it('pass when they are our own, or come from no browser [CS-01]', async () => {
    for (const [what, origin] of Object.entries(origins()))
      for (const site of sites) {
        if (!isInnocent(site, what)) continue;
        const headers = headersOf(site, origin);
        const json = await new RawBrowser(api).send('PUT', '/api/counter', undefined, headers);
        const form = await new RawBrowser(api).submit(
          '/logout',
          {},
          { 'sec-fetch-site': 'same-origin', ...headers },
        );
        expect([what, site, json.status, form.status]).toEqual([what, site, 200, 303]);
      }
  });

  it('cannot log anybody in, out, or up: the attack by form, by plain text and by another port [CS-02] [CS-03] [CS-04] [D-45] [RT-29]', async () => {
    const { user } = await rawPerson(api);
    const attack = {
      origin: `http://localhost:${api.env.port + 1}`,
      'sec-fetch-site': 'same-site',
    };
    const victim = new RawBrowser(api);
    for (const path of ['/login', '/register', '/logout'])
      expect(
        (await victim.submit(path, { ...formFields, identifier: user.username }, attack)).status,
      ).toBe(403);
    const credentials = JSON.stringify({ identifier: user.username, password });
    const plain = await victim.send('POST', '/api/session', credentials, {
      ...attack,
      'content-type': 'text/plain',
    });
    expect(plain.status).toBe(403);
    expect(victim.cookie).toBe('');
  });

  it('are judged by the name that the request came to: localhost and 127.0.0.1 are two sites [CS-01]', async () => {
    const send = (host: string, origin: string) =>
      fetch(`http://${host}:${api.env.port}/api/counter`, { method: 'PUT', headers: { origin } });
    const at = (host: string) => `http://${host}:${api.env.port}`;
    expect((await send('127.0.0.1', at('127.0.0.1'))).status).toBe(200);
    expect((await send('127.0.0.1', at('localhost'))).status).toBe(403);
    expect((await send('localhost', at('127.0.0.1'))).status).toBe(403);
  });
});

describe('bodies', () => {
  let api: Api;
  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api.stop());

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'text/html',
    'application/xml',
    'application/json; charset=utf-16',
    'application/json; charset=iso-8859-1',
    'application/json; charset="x-user-defined"',
    'application/jsonp',
    'application/vnd.api+json',
    'text/json',
    'application/octet-stream',
    'application/',
    '*/*',
    'json',
  ])('of type %s are refused everywhere, also where none is read [CS-03] [IN-14]', async (type) => {
    const browser = new RawBrowser(api);
    const requests: [string, string, string][] = [
      ['POST', '/api/users', JSON.stringify(newRegistration())],
      ['POST', '/api/session', JSON.stringify({ identifier: 'a', password })],
      ['PUT', '/api/counter', 'x'],
      ['DELETE', '/api/session', 'x'],
    ];
    for (const [method, path, body] of requests) {
      const answer = await browser.send(method, path, body, { 'content-type': type });
      expect([path, answer.status, answer.problem.code]).toEqual([
        path,
        415,
        'unsupported_media_type',
      ]);
    }
    expect(browser.cookie).toBe('');
  });

  it.each([
    'application/json',
    'application/json; charset=utf-8',
    'application/json;charset=UTF-8',
    'Application/JSON; charset="utf-8"',
  ])('of type %s are read [CS-03]', async (type) => {
    const body = JSON.stringify(newRegistration());
    const answer = await new RawBrowser(api).send('POST', '/api/users', body, {
      'content-type': type,
    });
    expect(answer.status).toBe(201);
  });

  it('of JSON are no forms: the form routes take forms alone [CS-03]', async () => {
    for (const path of ['/login', '/register', '/logout']) {
      const answer = await new RawBrowser(api).send('POST', path, { identifier: 'a', password });
      expect([path, answer.headers.getSetCookie().some((line) => line.startsWith('sid='))]).toEqual(
        [path, false],
      );
      expect(answer.status).toBe(415);
    }
  });
});

describe('reading', () => {
  let api: Api;
  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api.stop());

  it('changes nothing, whichever route is read, by GET or HEAD or OPTIONS [CS-05]', async () => {
    const { browser, user } = await rawPerson(api, 'admin');
    await browser.send('PUT', '/api/counter');
    const tables: { name: string }[] = await api.database.query(
      `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1`,
    );
    const state = () =>
      Promise.all(
        tables
          // Who read what is written down, and counted.
          .filter(({ name }) => name !== 'event_counts')
          .map(({ name }) =>
            api.database.query(
              `SELECT t::text, t.xmin FROM ${name} t
                WHERE to_jsonb(t)->>'name' IS DISTINCT FROM 'sensitive_read' ORDER BY 1`,
            ),
          ),
      );
    const before = await state();
    for (const { path } of routesOf(api).filter(({ method }) => method === 'GET'))
      for (const method of ['GET', 'HEAD', 'OPTIONS'])
        await browser.send(method, path.replace(':id', user.id).replace('*', 'anything'));
    expect(await state()).toEqual(before);
  });
});
