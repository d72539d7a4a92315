import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Api, startApi } from './api.ts';
import { apiRoutesOf } from './route-list.ts';
import { exchange, statusesIn } from './socket.ts';

interface Described {
  readonly openapi: string;
  readonly paths: Record<
    string,
    Record<string, { responses: Record<string, { content?: object }> }>
  >;
}

/** Answers that are no JSON. */
const otherTypes: Readonly<Record<string, string>> = {
  '/api/session/events': 'text/event-stream',
  '/api/admin/events.csv': 'text/csv',
};

describe('the OpenAPI document', () => {
  let api: Api;
  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api.stop());

  async function document(): Promise<Described> {
    return (await api.raw('/api/openapi.json')).json() as Promise<Described>;
  }

  it('describes every route of the API, with its answer and its refusals [IN-16]', async () => {
    const { openapi, paths } = await document();
    expect(openapi).toMatch(/^3\.1/);
    const described = Object.entries(paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const served = apiRoutesOf(api).map(({ name }) => name.replace(/:(\w+)/g, '{$1}'));
    expect(described.sort()).toEqual(served.sort());
    for (const [path, { responses }] of Object.entries(paths).flatMap(([path, operations]) =>
      Object.values(operations).map((operation) => [path, operation] as const),
    )) {
      expect(responses['default']?.content).toHaveProperty(['application/problem+json', 'schema']);
      const [status = '', answer] = Object.entries(responses)[0] ?? [];
      expect(status).toMatch(/^20[0124]$/);
      // What goes on behind the answer says nothing in it.
      const isPromise = status === '202' && answer?.content === undefined;
      const type = otherTypes[path] ?? 'application/json';
      if (status !== '204' && !isPromise) expect(answer?.content).toHaveProperty([type, 'schema']);
    }
  });

  it('demands no header that may be left out', async () => {
    const { paths } = await document();
    expect(paths['/api/shop/orders']?.['post']).toMatchObject({
      parameters: [{ name: 'idempotency-key', required: false }],
    });
  });

  it('tells nothing of how things are stored', async () => {
    expect(JSON.stringify(await document())).not.toMatch(/passwordHash|canonical|secretMac/i);
  });

  it('offers a page to try it', async () => {
    const page = await api.raw('/api/docs');
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toMatch(/^text\/html/);
  });

  it('stays away in production, with its page [WB-13] [RT-32]', async () => {
    const production = await startApi({
      variables: {
        NODE_ENV: 'production',
        PUBLIC_URL: 'https://app.example.test',
        SECRET_KEYS: 'Zb3x0kq7Yw1tGhJ9LmVn5RcPd2Fs8AeU4iOo6TzQ',
      },
    });
    try {
      for (const path of ['/api/openapi.json', '/api/docs', '/api/docs-json', '/api/docs/']) {
        const received = await exchange(
          production,
          `GET ${path} HTTP/1.1\r\nHost: app.example.test\r\nConnection: close\r\n\r\n`,
        );
        expect([path, statusesIn(received)]).toEqual([path, [404]]);
      }
    } finally {
      await production.stop();
    }
  });
});
