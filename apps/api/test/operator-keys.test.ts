import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isWeakKey, keptSecretKeys, newSecretKey } from '../src/config/secret-keys.ts';
import { type Api, startApi } from './api.ts';
import { Operator } from './operator.ts';
import { WireBrowser } from './wire-browser.ts';

describe('the operator of keys', () => {
  const older = newSecretKey();
  let api: Api;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gatehouse-keys-'));
    api = await startApi({ variables: { SECRET_KEYS: older } });
  });
  afterAll(async () => {
    await api.stop();
    await rm(folder, { recursive: true });
  });

  it('gets a list in which the newest key makes and the older one verifies, and learns what needs the older [ASK-042] [EXT-021]', async () => {
    const browser = new WireBrowser(api);
    await browser.logIn(await api.register());
    const operator = new Operator(api.databaseUrl, { SECRET_KEYS: older });
    const { out, err } = await operator.run('secret rotate');
    const [, newer = ''] = /^SECRET_KEYS=([\w-]{43}),(?:[\w-]{43})\n$/.exec(out) ?? [];
    expect(out).toBe(`SECRET_KEYS=${newer},${older}\n`);
    expect(err).toMatch(/^Sessions with one +2$/m);

    const since = new Date().toISOString();
    const both = { SECRET_KEYS: `${newer},${older}` };
    const used = async () =>
      (await new Operator(api.databaseUrl, both).ask(`secret status --since ${since}`)) as object;
    expect(await used()).toMatchObject({ keys: 2, sessions: 2, mailsThatWait: 0 });

    const { databaseUrl } = api;
    const next = await startApi({ databaseUrl, variables: both });
    const moved = browser.copy({ server: next });
    expect(await moved.whoAmI()).not.toBeNull();
    await api.database.query(`UPDATE sessions SET rotated_at = now() - interval '1 hour'`);
    await moved.whoAmI();
    await next.stop();
    expect(await used()).toMatchObject({ sessions: 1 });

    const last = await startApi({ databaseUrl, variables: { SECRET_KEYS: newer } });
    expect(await moved.copy({ server: last }).whoAmI()).not.toBeNull();
    await last.stop();
  });

  it('leaves the old keys out after a leak, when that is confirmed', async () => {
    const operator = new Operator(api.databaseUrl, { SECRET_KEYS: older });
    expect(await operator.run('secret rotate --leaked')).toMatchObject({ code: 2, out: '' });
    const { out } = await operator.run('secret rotate --leaked --yes');
    expect(out).toMatch(/^SECRET_KEYS=[\w-]{43}\n$/);
    expect(out).not.toContain(older);
  });

  it('rotates the keys of a data folder, which nobody else may read', async () => {
    const variables = { SECRET_KEYS: '', DATA_DIR: folder };
    const operator = new Operator(api.databaseUrl, variables);
    const [first] = await keptSecretKeys(folder);
    for (const count of [2, 3, 4, 4]) {
      const answer = await operator.ask('secret rotate');
      expect(answer).toMatchObject({ keys: count, secretKeys: null });
    }
    const kept = await keptSecretKeys(folder);
    expect(new Set(kept).size).toBe(4);
    expect(kept.some((key) => isWeakKey(key) || key === first)).toBe(false);
    expect((await stat(join(folder, 'secret-key'))).mode & 0o777).toBe(0o600);
    expect(await operator.ask('secret status')).toMatchObject({ keys: 4 });

    await operator.ask('secret rotate --leaked --yes');
    expect((await readFile(join(folder, 'secret-key'), 'utf8')).trim().split('\n')).toHaveLength(1);
    const news = await operator.ask('secret new');
    expect(isWeakKey((news as { secretKey: string }).secretKey)).toBe(false);
  });

  it('rotates them where no database answers, and says what is not known', async () => {
    const operator = new Operator('postgres://nobody@127.0.0.1:1/none', { SECRET_KEYS: older });
    const { code, out, err } = await operator.run('secret rotate');
    expect({ code, keys: out.split(',').length }).toEqual({ code: 0, keys: 2 });
    expect(err).toContain('What uses the old keys could not be counted');
  });
});
