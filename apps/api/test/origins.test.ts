import { describe, expect, it } from '@jest/globals';
import type { FastifyRequest } from 'fastify';
import type { Env } from '../src/config/env.ts';
import { requireKnownEncoding, requireOwnHost } from '../src/http/hosts.ts';
import { OwnOrigins } from '../src/http/own-origins.ts';
import { requireDataRequest, requireSameOrigin } from '../src/http/same-origin.ts';

const trusted = 'https://partner.example';

function originsOf(publicUrl: string, isProduction: boolean): OwnOrigins {
  const env: Partial<Env> = {
    publicUrl: new URL(publicUrl),
    trustedOrigins: [trusted],
    isProduction,
    port: 3000,
  };
  return new OwnOrigins(env as Env);
}

const deployed = originsOf('https://id.example', true);
const plain = originsOf('http://id.example:8080', true);
// Its public name is none of this machine: those count all the same.
const local = originsOf('http://gatehouse.local:8000', false);

/** The code of the refusal, and its words where they are its own. */
function verdict(check: () => void): string {
  try {
    check();
    return 'passes';
  } catch (error) {
    const { code, detail } = error as { code?: string; detail?: string };
    return detail ? `${code}: ${detail}` : `${code}`;
  }
}

const other = 'cross_site_request';
const byHttp =
  'cross_site_request: This page came by http. Open the address that begins with https:// instead.';

interface Write {
  readonly method?: string;
  readonly host?: string | undefined;
  readonly origin?: string;
  readonly site?: string;
}

function writeTo(own: OwnOrigins, { method = 'POST', host, origin, site }: Write): string {
  const headers = {
    ...(host === undefined ? {} : { host }),
    ...(origin === undefined ? {} : { origin }),
    ...(site === undefined ? {} : { 'sec-fetch-site': site }),
  };
  return verdict(() => requireSameOrigin({ method, headers } as FastifyRequest, own));
}

describe('a write', () => {
  it('passes without the headers of a browser, or with those of our own page', () => {
    const host = 'id.example';
    const origin = 'https://id.example';
    expect(writeTo(deployed, { host })).toBe('passes');
    expect(writeTo(deployed, { host, origin })).toBe('passes');
    expect(writeTo(deployed, { host, origin, site: 'same-origin' })).toBe('passes');
    expect(writeTo(deployed, { host, origin, site: 'none' })).toBe('passes');
    expect(writeTo(plain, { host: 'id.example:8080', origin: 'http://id.example:8080' })).toBe(
      'passes',
    );
  });

  it('does not pass from another site, port, name or scheme', () => {
    const host = 'id.example';
    for (const origin of ['https://evil.example', 'https://id.example:444', 'null', ''])
      expect(writeTo(deployed, { host, origin })).toBe(other);
    for (const site of ['same-site', 'cross-site', 'SAME-ORIGIN', '']) {
      expect(writeTo(deployed, { host, site })).toBe(other);
      expect(writeTo(deployed, { host, site, origin: 'https://id.example' })).toBe(other);
    }
    expect(writeTo(plain, { host: 'id.example:8080', origin: 'https://id.example:8080' })).toBe(
      other,
    );
  });

  it('passes from a site that is trusted, whatever the browser calls it', () => {
    for (const site of [undefined, 'same-site', 'cross-site'])
      expect(
        writeTo(deployed, { host: 'id.example', origin: trusted, ...(site ? { site } : {}) }),
      ).toBe('passes');
    expect(writeTo(deployed, { host: 'id.example', site: 'cross-site' })).toBe(other);
  });

  it('is told of https when our own page came without it, and only then', () => {
    expect(writeTo(deployed, { host: 'id.example', origin: 'http://id.example' })).toBe(byHttp);
    expect(writeTo(deployed, { host: 'id.example', origin: 'http://evil.example' })).toBe(other);
    expect(writeTo(plain, { host: 'x', origin: 'http://id.example:8080' })).toBe(other);
  });

  it('is the only method that is asked', () => {
    const origin = 'https://evil.example';
    for (const method of ['GET', 'HEAD', 'OPTIONS'])
      expect(writeTo(deployed, { method, host: 'id.example', origin })).toBe('passes');
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'QUERY', ''])
      expect(writeTo(deployed, { method, host: 'id.example', origin })).toBe(other);
  });

  it('comes to a name of this machine from a page of the very same name, outside production', () => {
    const names = ['localhost:3000', '127.0.0.1:3000', '[::1]:3000'];
    for (const host of names) {
      for (const name of names)
        expect([host, name, writeTo(local, { host, origin: `http://${name}` })]).toEqual([
          host,
          name,
          host === name ? 'passes' : other,
        ]);
      expect(writeTo(deployed, { host, origin: `http://${host}` })).toBe(other);
      expect(writeTo(local, { host, origin: `https://${host}` })).toBe(other);
    }
    expect(writeTo(local, { host: 'localhost:3001', origin: 'http://localhost:3001' })).toBe(other);
    expect(writeTo(local, { host: undefined, origin: 'http://undefined' })).toBe(other);
  });
});

describe('an answer of the API', () => {
  const ask = (url: string, destination: unknown) =>
    verdict(() => requireDataRequest({ url, headers: { 'sec-fetch-dest': destination } } as never));

  it('is data for a script of ours or for a person, and nothing that a page embeds', () => {
    for (const destination of [undefined, 'empty', 'document'])
      expect(ask('/api/session', destination)).toBe('passes');
    for (const destination of ['script', 'image', 'iframe', 'style', ''])
      expect(ask('/api/session', destination)).toBe(other);
  });

  it('is not what pages and the page that tries the API consist of', () => {
    for (const url of ['/', '/assets/a.js', '/apiary', '/api/docs', '/api/docs/a.css', '/x/api/'])
      expect(ask(url, 'script')).toBe('passes');
    expect(ask('/api/users/api/docs', 'script')).toBe(other);
  });
});

describe('the name of the server', () => {
  const named = (host: string, own = deployed, url = '/api/session') =>
    verdict(() => requireOwnHost(request([['Host', host]], url), own));

  function request(pairs: readonly [string, string][], originalUrl = '/'): FastifyRequest {
    const [, host] = pairs.find(([name]) => name.toLowerCase() === 'host') ?? [];
    return {
      originalUrl,
      headers: { host },
      raw: { rawHeaders: pairs.flat() },
    } as unknown as FastifyRequest;
  }

  const foreign = 'malformed_request: This is not the name of this server.';

  it('is the public one, and in development those of this machine', () => {
    expect(named('id.example')).toBe('passes');
    expect(named('id.example:8080', plain)).toBe('passes');
    for (const host of ['localhost:3000', '127.0.0.1:3000', '[::1]:3000']) {
      expect(named(host, local)).toBe('passes');
      expect(named(host, deployed)).toBe(foreign);
    }
    for (const host of ['evil.example', 'id.example:8443', '', 'id.example.', 'localhost:3001'])
      for (const own of [deployed, local]) expect(named(host, own)).toBe(foreign);
  });

  it('is not asked of checks of health', () => {
    expect(named('10.0.0.7', deployed, '/api/health/live')).toBe('passes');
    for (const url of ['/api/health', '/x/api/health/', '/'])
      expect(named('10.0.0.7', deployed, url)).toBe(foreign);
  });

  it('is given exactly once, in whatever spelling, and as a name', () => {
    const check = (pairs: readonly [string, string][], url?: string) =>
      verdict(() => requireOwnHost(request(pairs, url), deployed));
    const host = ['hOST', 'id.example'] as [string, string];
    expect(check([['accept', 'host'], host, ['hosts', 'x'], ['most', 'y']])).toBe('passes');
    expect(check([])).toBe('malformed_request');
    expect(check([['accept', 'host']])).toBe('malformed_request');
    expect(check([host, host])).toBe('malformed_request');
    expect(check([host, ['host', 'evil.example']])).toBe('malformed_request');
    expect(check([host], 'http://id.example/')).toBe('malformed_request');
    expect(check([host], '')).toBe('malformed_request');
  });

  it('stands among a hundred headers at most', () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, n): [string, string] =>
        n === 0 ? ['Host', 'id.example'] : [`x-${n}`, 'y'],
      );
    expect(verdict(() => requireOwnHost(request(many(100)), deployed))).toBe('passes');
    expect(verdict(() => requireOwnHost(request(many(101)), deployed))).toBe('malformed_request');
  });
});

describe('the encoding of a body', () => {
  it('is none or chunks, and ends the connection otherwise', () => {
    const closed: string[][] = [];
    const reply = { header: (...header: string[]) => closed.push(header) };
    const check = (encoding: string | undefined) =>
      verdict(() =>
        requireKnownEncoding(
          { headers: { 'transfer-encoding': encoding } } as never,
          reply as never,
        ),
      );
    for (const encoding of [undefined, 'chunked', 'Chunked'])
      expect(check(encoding)).toBe('passes');
    expect(closed).toEqual([]);
    const others = ['gzip, chunked', 'identity', 'chunked, chunked', ''];
    for (const encoding of others) expect(check(encoding)).toBe('malformed_request');
    expect(closed).toEqual(others.map(() => ['connection', 'close']));
  });
});
