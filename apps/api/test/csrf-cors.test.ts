import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Api, startApi } from './api.ts';
import { RawBrowser, rawPerson } from './raw-browser.ts';

const trusted = 'https://partner.example.test';

const strangers = [
  'null',
  'https://evil.example',
  'http://partner.example.test',
  'https://partner.example.test:8443',
  'https://partner.example.test.evil.example',
  'https://evilpartner.example.test',
  'https://sub.partner.example.test',
  'https://PARTNER.example.test',
  'https://partner.example.test/',
  'https://partner.example.test@evil.example',
  'https://partner.example.test%2eevil.example',
  'https://partner_example.test',
];

describe('other origins', () => {
  let api: Api;
  let closed: Api;
  beforeAll(async () => {
    api = await startApi({ variables: { TRUSTED_ORIGINS: trusted } });
    closed = await startApi({ databaseUrl: api.databaseUrl });
  });
  afterAll(async () => {
    await closed.stop();
    await api.stop();
  });

  const corsOf = (headers: Headers) =>
    [...headers.keys()].filter((name) => name.startsWith('access-control-'));

  it('may read answers, with cookies, when they are on the list [CS-08] [ASK-024]', async () => {
    const { browser } = await rawPerson(api);
    for (const path of ['/api/session', '/api/account/sessions', '/api/none']) {
      const { headers } = await browser.send('GET', path, undefined, { origin: trusted });
      expect(headers.get('access-control-allow-origin')).toBe(trusted);
      expect(headers.get('access-control-allow-credentials')).toBe('true');
      expect(headers.get('vary')).toMatch(/Origin/);
    }
  });

  it('get the permission to ask, without a log-in, when they are on the list [FL-045] [CS-08]', async () => {
    const preflight = await new RawBrowser(api).send(
      'OPTIONS',
      '/api/account/sessions',
      undefined,
      {
        origin: trusted,
        'access-control-request-method': 'DELETE',
        'access-control-request-headers': 'content-type',
      },
    );
    expect([preflight.status, preflight.text]).toEqual([204, '']);
    expect(preflight.headers.get('access-control-allow-origin')).toBe(trusted);
    expect(preflight.headers.get('access-control-allow-methods')).toMatch(/DELETE/);
  });

  it.each(strangers)('may not when they are %s [CS-08] [ASK-024]', async (origin) => {
    const { browser } = await rawPerson(api);
    const read = await browser.send('GET', '/api/session', undefined, { origin });
    expect(
      corsOf(read.headers).filter(
        (name) =>
          name !== 'access-control-expose-headers' && name !== 'access-control-allow-credentials',
      ),
    ).toEqual([]);
    const preflight = await browser.send('OPTIONS', '/api/session', undefined, {
      origin,
      'access-control-request-method': 'POST',
    });
    expect(preflight.headers.get('access-control-allow-origin')).toBeNull();
    expect((await browser.send('POST', '/api/session', {}, { origin })).problem.code).toBe(
      'cross_site_request',
    );
  });

  it('are told nothing at all where no list is kept [CS-08]', async () => {
    for (const origin of [trusted, closed.baseUrl, ...strangers])
      for (const method of ['GET', 'OPTIONS']) {
        const { headers } = await new RawBrowser(closed).send(method, '/api/session', undefined, {
          origin,
          'access-control-request-method': 'POST',
        });
        expect(corsOf(headers)).toEqual([]);
      }
  });

  it('cannot run an answer as a script: no callback, no other type, and browsers keep it here [CS-09]', async () => {
    const { browser, user } = await rawPerson(closed);
    for (const query of ['callback=f', 'jsonp=f', 'cb=f']) {
      const answer = await browser.send('GET', `/api/session?${query}`, undefined, {
        accept: 'application/javascript',
        'sec-fetch-dest': 'script',
        'sec-fetch-site': 'cross-site',
      });
      expect(answer.headers.get('content-type')).toMatch(
        /^application\/(problem\+)?json; charset=utf-8$/,
      );
      expect(answer.headers.get('cross-origin-resource-policy')).toBe('same-origin');
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
      expect(answer.text.startsWith('{')).toBe(true);
    }
    for (const destination of [
      'script',
      'image',
      'style',
      'iframe',
      'object',
      'embed',
      'font',
      'audio',
    ]) {
      const answer = await browser.send('GET', '/api/session', undefined, {
        'sec-fetch-dest': destination,
      });
      expect([destination, answer.status]).toEqual([destination, 403]);
      expect(answer.text).not.toContain(user.id);
    }
    for (const destination of ['empty', 'document'])
      expect(
        (await browser.send('GET', '/api/session', undefined, { 'sec-fetch-dest': destination }))
          .status,
      ).toBe(200);
  });
});
