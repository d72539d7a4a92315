import { PasswordHasher } from '@gatehouse/auth-core/password';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { FreshProof } from '../src/access/fresh-proof.ts';
import { RouteAccess } from '../src/access/route-access.ts';
import { SessionRecognition } from '../src/recognition/session-recognition.ts';
import { type Api, password, startApi } from './api.ts';
import { dumpOf } from './database-dump.ts';
import { RawBrowser, type RawPerson, rawPerson } from './raw-browser.ts';
import { apiRoutesOf } from './route-list.ts';
import { WireBrowser } from './wire-browser.ts';

describe('a check that breaks', () => {
  let api: Api;
  let admin: RawPerson;
  beforeAll(async () => {
    api = await startApi();
    admin = await rawPerson(api, 'admin');
  });
  afterEach(() => void jest.restoreAllMocks());
  afterAll(() => api.stop());

  const broken = () => {
    throw new TypeError('This check is broken.');
  };

  async function answersOf(routes: readonly { method: string; path: string }[]) {
    const answers: [string, number][] = [];
    for (const { method, path } of routes) {
      const address = path.replace(':id', admin.user.id);
      const body = ['GET', 'DELETE'].includes(method) ? undefined : {};
      const { status } = await admin.browser.send(method, address, body);
      answers.push([`${method} ${path}`, status]);
    }
    return answers.filter(([, status]) => status !== 500);
  }

  it('lets nobody through, whichever route it guards, and whoever asks [RT-19] [LG-07]', async () => {
    const guarded = apiRoutesOf(api).filter(({ isPublic }) => !isPublic);
    const before = await dumpOf(api);
    jest.spyOn(api.app.get(SessionRecognition), 'recogniseAtOnce').mockImplementation(broken);
    expect(await answersOf(guarded)).toEqual([]);
    jest.restoreAllMocks();
    jest.spyOn(api.app.get(RouteAccess), 'of').mockImplementation(broken);
    expect(await answersOf(guarded)).toEqual([]);
    jest.restoreAllMocks();
    jest.spyOn(api.app.get(FreshProof), 'require').mockImplementation(broken);
    expect(await answersOf(guarded.filter(({ isFresh }) => isFresh))).toEqual([]);
    jest.restoreAllMocks();
    expect(await dumpOf(api)).toBe(before);
  });

  it('logs nobody in whose password cannot be compared, and proves nobody fresh [RT-19] [LG-07]', async () => {
    const hasher = api.app.get(PasswordHasher, { strict: false });
    const verify = jest.spyOn(hasher, 'verify');
    for (const fault of [broken, () => Promise.reject(new Error('No.'))]) {
      verify.mockImplementation(fault);
      const browser = new RawBrowser(api);
      const credentials = { identifier: admin.user.username, password };
      const answer = await browser.send('POST', '/api/session', credentials);
      expect([answer.status, browser.cookie]).toEqual([500, '']);
      const confirmed = await admin.browser.send('POST', '/api/session/confirmation', { password });
      expect(confirmed.status).toBe(500);
    }
    jest.restoreAllMocks();
    const { status } = await admin.browser.send('POST', '/api/session/confirmation', { password });
    expect(status).toBe(200);
  });
});

describe('what a browser held before a log-in', () => {
  let api: Api;
  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api.stop());

  const rowOf = async ({ sessionId }: WireBrowser): Promise<Record<string, unknown>> => {
    const [{ row }] = await api.database.query(
      'SELECT to_jsonb(s) AS row FROM sessions s WHERE id = $1',
      [sessionId],
    );
    return row as Record<string, unknown>;
  };

  it('is gone after it, but for the counter and the cart: somebody else may have planted it [RT-02] [S-060]', async () => {
    const person = await api.register();
    const visitor = new WireBrowser(api);
    await visitor.send('PUT', '/api/counter');
    await visitor.send('PUT', '/api/shop/cart', { lines: [{ slug: 'macadamia', quantity: 2 }] });
    await api.database.query(
      `UPDATE sessions SET browser = 'planted', os = 'planted', address = '203.0.113.9', remembered = true,
        flash = '[{"code":"logged_out"}]', fresh_until = '2099-01-01', authenticated_at = '2001-01-01',
        created_at = '2001-01-01', rotated_at = '2001-01-01', previous_mac = secret_mac, previous_until = '2099-01-01'
       WHERE id = $1`,
      [visitor.sessionId],
    );
    const planted = await rowOf(visitor);
    await visitor.logIn({ user: person.user, password: person.password });
    const kept = await rowOf(visitor);
    const same = Object.keys(planted).filter(
      (column) =>
        planted[column] !== null &&
        JSON.stringify(kept[column]) === JSON.stringify(planted[column]),
    );
    expect(same.sort()).toEqual(['cart', 'counter', 'device_kind']);
    expect(JSON.stringify(kept)).not.toMatch(/planted|2001-|2099-|203\.0\.113/);
    expect(await visitor.read('DELETE', '/api/session/flash')).toEqual([
      expect.objectContaining({ code: 'logged_in' }),
    ]);
  });
});
