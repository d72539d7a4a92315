import { afterAll, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { readEnv } from '../src/config/env.ts';
import { type Api, startApi } from './api.ts';

/** What the rest of the application takes for the address of whoever asks. */
function tellAddress(app: NestFastifyApplication): void {
  const server = app.getHttpAdapter().getInstance();
  server.get('/address', (request, reply) =>
    reply.type('application/json; charset=utf-8').send(JSON.stringify(request.ip)),
  );
}

describe('the address of a client', () => {
  const apis: Api[] = [];
  afterAll(async () => {
    for (const api of apis.splice(0)) await api.stop();
  });

  const start = async (trusted: string, more: Record<string, string> = {}): Promise<Api> => {
    const api = await startApi({
      variables: { TRUST_PROXY: trusted, ...more },
      ...(apis[0] ? { databaseUrl: apis[0].databaseUrl } : {}),
      prepare: tellAddress,
    });
    apis.unshift(api);
    return api;
  };

  const random = (): string =>
    Array.from({ length: 4 }, () => Math.ceil(Math.random() * 200)).join('.');

  const addressesOf = async (api: Api, headers: () => Record<string, string>) => {
    const answers = await Promise.all(
      Array.from({ length: 50 }, async () =>
        (await api.raw('/address', { headers: headers() })).json(),
      ),
    );
    return [...new Set(answers)];
  };

  it('is that of the socket where no proxy is trusted, whatever fifty requests say of themselves [TH-06] [RT-15]', async () => {
    const api = await start('');
    const spoofed = () => ({
      'x-forwarded-for': random(),
      'x-real-ip': random(),
      forwarded: `for=${random()};proto=https`,
      'x-client-ip': random(),
      'true-client-ip': random(),
      'cf-connecting-ip': random(),
      'x-forwarded-host': 'evil.example',
    });
    expect(await addressesOf(api, spoofed)).toEqual(['127.0.0.1']);
  });

  it('is what the last trusted proxy saw: what a client put before it counts for nothing [TH-06] [RT-15] [D-22]', async () => {
    for (const [trusted, chain, seen] of [
      ['1', () => `${random()}, 203.0.113.9`, '203.0.113.9'],
      ['2', () => `${random()}, 203.0.113.9, 10.0.0.1`, '203.0.113.9'],
      ['127.0.0.0/8,10.0.0.0/8', () => `${random()}, 203.0.113.9, 10.0.0.1`, '203.0.113.9'],
      ['10.0.0.0/8', () => `${random()}, 203.0.113.9`, '127.0.0.1'],
      ['1', () => `${random()}, ::ffff:203.0.113.9`, '::ffff:203.0.113.9'],
    ] as const) {
      const api = await start(trusted);
      const headers = () => ({ 'x-forwarded-for': chain(), 'x-real-ip': random() });
      expect([trusted, await addressesOf(api, headers)]).toEqual([trusted, [seen]]);
    }
  });

  it('is counted as one, however many a client makes up for its fifty log-ins [TH-06] [RT-15]', async () => {
    const statuses: Record<number, number> = {};
    for (const [trusted, chain] of [
      ['', random],
      ['1', () => `${random()}, 203.0.113.9`],
    ] as const) {
      const api = await start(trusted, { FAILURES_PER_ADDRESS: '3' });
      for (let attempt = 0; attempt < 50; attempt += 1) {
        const guess = { identifier: `nobody.${trusted}.${attempt}`, password: 'x' };
        const { status } = await api.send('POST', '/api/session', guess, {
          'x-forwarded-for': chain(),
          'x-real-ip': random(),
          forwarded: `for=${random()}`,
        });
        statuses[status] = (statuses[status] ?? 0) + 1;
      }
    }
    expect(statuses).toEqual({ 401: 6, 429: 94 });
  });

  it('is never left to the client by a setting: not to everybody, and not to nobody in particular [TH-06]', () => {
    const faults = [
      'true',
      '*',
      'all',
      '0.0.0.0/0',
      '::/0',
      '-1',
      '1.5',
      'loopback',
      '127.0.0.1/99',
    ];
    const refused = faults.filter((TRUST_PROXY) => {
      try {
        readEnv({ TRUST_PROXY });
        return false;
      } catch {
        return true;
      }
    });
    expect(refused).toEqual(faults);
  });
});
