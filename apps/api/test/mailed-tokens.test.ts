import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { MailedTokens } from '../src/recovery/mailed-tokens.ts';
import { type TokenPurpose, tokenLife } from '../src/recovery/token-policy.ts';
import { type Api, type Person, startApi } from './api.ts';

const purposes = Object.keys(tokenLife) as TokenPurpose[];
const invalid = expect.objectContaining({ code: 'invalid_token' });

describe('a token that is mailed', () => {
  let api: Api;
  let tokens: MailedTokens;
  let ada: Person;
  beforeAll(async () => {
    api = await startApi();
    tokens = api.app.get(MailedTokens);
    ada = await api.register();
  });
  afterAll(() => api.stop());
  beforeEach(() => api.database.query('DELETE FROM mailed_tokens'));

  const issue = (
    purpose: TokenPurpose,
    userId: string | null = ada.user.id,
    email = 'a@b.example',
  ) =>
    api.database.transaction((manager) =>
      tokens.issue(manager, { purpose, userId, email, payload: { at: email } }),
    );
  const consume = (purpose: TokenPurpose, token: string) =>
    api.database.transaction((manager) => tokens.consume(manager, purpose, token));
  const stored = () => api.database.query('SELECT * FROM mailed_tokens ORDER BY created_at');

  it('has 256 bits of chance, and is stored as a digest with all that it is bound to [RC-01]', async () => {
    const token = await issue('email_change');
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    expect(await issue('password_reset')).not.toBe(token);
    const rows = await stored();
    expect(rows[0]).toMatchObject({
      digest: createHash('sha256').update(token).digest('base64url'),
      purpose: 'email_change',
      user_id: ada.user.id,
      email: 'a@b.example',
      payload: { at: 'a@b.example' },
    });
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  it('gives what it was bound to once, whoever asks at the same moment [RC-02] [RT-06] [D-48]', async () => {
    const token = await issue('email_change');
    const uses = await Promise.allSettled(
      Array.from({ length: 50 }, () => consume('email_change', token)),
    );
    const served = uses.filter(({ status }) => status === 'fulfilled');
    expect(served).toEqual([
      {
        status: 'fulfilled',
        value: { userId: ada.user.id, email: 'a@b.example', payload: { at: 'a@b.example' } },
      },
    ]);
    expect(await stored()).toEqual([]);
  });

  it('is not used up by what fails after it', async () => {
    const token = await issue('email_change');
    const failing = api.database.transaction(async (manager) => {
      await tokens.consume(manager, 'email_change', token);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    await expect(consume('email_change', token)).resolves.toMatchObject({ userId: ada.user.id });
  });

  it('opens nothing of another purpose, whichever it is [RC-03] [RC-13] [RT-08]', async () => {
    for (const purpose of purposes) {
      const token = await issue(purpose);
      for (const other of purposes.filter((each) => each !== purpose)) {
        await expect(consume(other, token)).rejects.toEqual(invalid);
        await expect(tokens.read(other, token)).rejects.toEqual(invalid);
      }
      await expect(consume(purpose, token)).resolves.toBeDefined();
    }
  });

  it('gives way to a newer one of its purpose and person, or address, also of two at once [RC-01]', async () => {
    for (const userId of [ada.user.id, null]) {
      const older = await issue('registration', userId, 'A@b.example');
      const other = await issue('password_reset', userId, 'a@b.example');
      const both = await Promise.all([1, 2].map(() => issue('registration', userId)));
      await expect(consume('registration', older)).rejects.toEqual(invalid);
      const uses = await Promise.allSettled(both.map((token) => consume('registration', token)));
      expect(uses.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      await consume('password_reset', other);
    }
  });

  it('is over when its time is, by the clock of the database: a day at most [RC-01]', async () => {
    expect(Math.max(...Object.values(tokenLife))).toBeLessThanOrEqual(24 * 60 * 60);
    for (const purpose of purposes) {
      const token = await issue(purpose);
      const [{ seconds }] = await api.database.query(
        'SELECT extract(epoch FROM expires_at - created_at)::int AS seconds FROM mailed_tokens',
      );
      expect(seconds).toBe(tokenLife[purpose]);
      await api.database.query('UPDATE mailed_tokens SET expires_at = now()');
      await expect(tokens.read(purpose, token)).rejects.toEqual(invalid);
      await expect(consume(purpose, token)).rejects.toEqual(invalid);
      await api.database.query('DELETE FROM mailed_tokens');
    }
  });

  it('is for nobody when its person is gone', async () => {
    const eve = await api.register();
    const token = await issue('email_change', eve.user.id);
    await api.database.query('DELETE FROM users WHERE id = $1', [eve.user.id]);
    await expect(consume('email_change', token)).rejects.toEqual(invalid);
    await expect(issue('email_change', eve.user.id)).rejects.toMatchObject({ code: 'not_found' });
    expect(await stored()).toEqual([]);
  });

  it('is no text that nobody issued, whatever it is', async () => {
    for (const text of ['', ' ', 'null', "' OR true --", '\u0000', 'x'.repeat(10_000)])
      await expect(consume('email_change', text)).rejects.toEqual(invalid);
  });
});
