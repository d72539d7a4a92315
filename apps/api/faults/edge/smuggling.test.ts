import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../../test/database.ts';
import { statusesIn } from '../../test/socket.ts';
import { BuiltServer } from '../built-server.ts';
import { hostName } from './certificate.ts';
import type { ProxyName } from './examples.ts';
import { Front } from './front.ts';
import { plainExchange } from './plain-line.ts';
import { ambiguousRequests } from './smuggling.ts';
import { exchangeTls } from './tls-line.ts';

const marker = '/api/shop/cookies';
const victim = '/api/counter';

/** One request has one answer: what hides behind it is nobody's, and least of all the next client's. */
describe('a request behind another', () => {
  describe('sent to the server itself', () => {
    let database: TestDatabase;
    let server: BuiltServer;
    beforeAll(async () => {
      database = await createTestDatabase();
      server = await BuiltServer.start({ databaseUrl: database.url });
    });
    afterAll(async () => {
      await server.stop();
      await database.drop();
    });

    it('is never answered when the first can be read in two ways [D-33]', async () => {
      const host = `localhost:${server.port}`;
      const faults: unknown[] = [];
      for (const [name, bytes] of ambiguousRequests(host, marker)) {
        const received = await plainExchange(server.port, bytes);
        const statuses = statusesIn(received);
        if (received.includes('chocolate') || statuses.length > 2 || statuses[0] === 200)
          faults.push([name, statuses, received.slice(0, 200)]);
      }
      expect(faults).toEqual([]);
    });
  });

  describe.each<ProxyName>(['nginx', 'haproxy', 'caddy'])('sent through %s', (proxy) => {
    let front: Front;
    beforeAll(async () => {
      front = await Front.start(proxy);
    });
    afterAll(() => front.stop());

    it('reaches the server only as one that the proxy has counted, and never as that of somebody else [D-33]', async () => {
      const where = { port: front.edge.https, ca: front.certificate.pem };
      const seen = () => front.server.log.filter((line) => line.includes(`"${marker}"`)).length;
      const faults: unknown[] = [];
      for (const [name, bytes] of ambiguousRequests(hostName, marker)) {
        const before = seen();
        const statuses = statusesIn(await exchangeTls(where, bytes));
        const others = await Promise.all(
          Array.from({ length: 3 }, () => front.browser().send('GET', victim)),
        );
        const isFooled = others.some(({ status, text }) => status !== 200 || !/count/.test(text));
        const hidden = seen() - before;
        if (isFooled || hidden > Math.max(0, statuses.length - 1))
          faults.push([name, statuses, hidden]);
      }
      expect(faults).toEqual([]);
    });
  });
});
