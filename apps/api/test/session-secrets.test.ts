import { createHmac, hkdfSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { SessionToken } from '../src/browser/session-token.ts';
import { isConfirmed, proofOf } from '../src/recognition/session-proof.ts';
import { SessionSecrets } from '../src/session/session-secrets.ts';
import type { StoredSession } from '../src/session/stored-session.ts';

const [older, newer] = [`${'k'.repeat(20)}older-key-abc`, `${'n'.repeat(20)}newer-key-xyz`];
const old = new SessionSecrets([older]);
const both = new SessionSecrets([newer, older]);
const young = new SessionSecrets([newer]);
const salt = Buffer.alloc(32, 7);

/** Written down a second time: what is stored, and what browsers keep, outlives the release that made it. */
const formula = {
  key: (secret: string, purpose: string) =>
    Buffer.from(hkdfSync('sha256', secret, '', `gatehouse session ${purpose}`, 32)),
  tag: (id: string, bytes: Buffer) =>
    createHmac('sha256', formula.key(older, 'tag'))
      .update(id)
      .update(bytes)
      .digest()
      .subarray(0, 16),
  mac: ({ id, secret }: SessionToken) =>
    createHmac('sha256', formula.key(older, 'secret')).update(`${id}.${secret}`).digest(),
  next({ id, secret }: SessionToken): SessionToken {
    const bytes = createHmac('sha256', formula.key(older, 'rotation'))
      .update(`${id}.${secret}.`)
      .update(salt)
      .digest();
    return { id, secret: Buffer.concat([bytes, formula.tag(id, bytes)]).toString('base64url') };
  },
};

describe('the secrets of sessions', () => {
  const token = old.newToken();

  it('are of the sizes that the cookie has', () => {
    expect(token.id).toMatch(/^[\w-]{22}$/);
    expect(token.secret).toMatch(/^[\w-]{64}$/);
    expect(old.newSalt()).toHaveLength(32);
    expect(old.newSalt()).not.toEqual(old.newSalt());
  });

  it('are computed as by every release', () => {
    const bytes = Buffer.from(token.secret, 'base64url');
    expect(bytes.subarray(32)).toEqual(formula.tag(token.id, bytes.subarray(0, 32)));
    expect(old.mac(token)).toEqual(formula.mac(token));
    expect(old.next(token, salt)).toEqual(formula.next(token));
  });

  it('are known for our own by any key, and by nothing that changed', () => {
    expect(old.isGenuine(token)).toBe(true);
    expect(both.isGenuine(token)).toBe(true);
    expect(young.isGenuine(token)).toBe(false);
    expect(old.isGenuine({ ...token, id: old.newToken().id })).toBe(false);
    for (const at of [0, 31, 32, 47]) {
      const bytes = Buffer.from(token.secret, 'base64url');
      bytes[at] = (bytes[at] ?? 0) ^ 1;
      expect(old.isGenuine({ ...token, secret: bytes.toString('base64url') })).toBe(false);
    }
    for (const secret of ['', token.secret.slice(0, 43), token.secret.slice(0, -1)])
      expect(old.isGenuine({ ...token, secret })).toBe(false);
    expect(old.isGenuine({ ...token, secret: `${token.secret}AAAA` })).toBe(false);
  });

  it('have one successor for each salt, made with the newest key', () => {
    const next = both.next(token, salt);
    expect(next).toEqual(young.next(token, salt));
    expect(next).not.toEqual(old.next(token, salt));
    expect(both.isGenuine(next)).toBe(true);
    expect(both.next(token, Buffer.alloc(32, 8))).not.toEqual(next);
    expect(both.next(next, salt)).not.toEqual(next);
  });

  it('have a successor that is found again by any key, and by no other', () => {
    const next = old.next(token, salt);
    expect(both.nextStored(token, salt, old.mac(next))).toEqual(next);
    expect(old.nextStored(token, salt, old.mac(next))).toEqual(next);
    expect(young.nextStored(token, salt, old.mac(next))).toBeNull();
    expect(both.nextStored(token, salt, old.mac(token))).toBeNull();
    expect(both.nextStored(token, Buffer.alloc(32, 8), old.mac(next))).toBeNull();
  });

  it('are not made without a key [S-111]', () => {
    expect(() => new SessionSecrets([])).toThrow('At least one secret key is needed.');
  });
});

describe('the digest of a secret', () => {
  const token = young.newToken();

  it('is told by any of the keys, and made with the newest [FL-134] [SE-02] [ASK-042] [EXT-024]', () => {
    const digest = old.mac(token);
    expect(both.matches(token, digest)).toBe(true);
    expect(young.matches(token, digest)).toBe(false);
    expect(both.mac(token)).toEqual(young.mac(token));
  });

  it('is void for another id, another secret and another length [SE-02] [FL-133] [FL-137]', () => {
    const digest = young.mac(token);
    expect(young.matches(token, digest)).toBe(true);
    expect(young.matches({ ...young.newToken(), secret: token.secret }, digest)).toBe(false);
    expect(young.matches({ ...young.newToken(), id: token.id }, digest)).toBe(false);
    for (const length of [0, 31])
      expect(young.matches(token, digest.subarray(0, length))).toBe(false);
    expect(young.matches(token, Buffer.concat([digest, digest]))).toBe(false);
    expect(young.matches(token, Buffer.alloc(32))).toBe(false);
  });
});

describe('what a token proves', () => {
  const first = old.newToken();
  const second = old.next(first, salt);
  const third = old.next(second, salt);
  const now = new Date(1000);
  const proof = (token: SessionToken, change: Partial<StoredSession>) =>
    proofOf(
      token,
      { secretMac: old.mac(second), previousMac: old.mac(first), now, ...change } as StoredSession,
      old,
    );

  it('is the newest secret, whatever was before', () => {
    for (const previousUntil of [null, new Date(999), new Date(2000)])
      for (const previousMac of [null, old.mac(first)])
        expect(proof(second, { previousUntil, previousMac })).toBe('current');
  });

  it('is the one before, until its time is over', () => {
    expect(proof(first, { previousUntil: null })).toBe('previous');
    expect(proof(first, { previousUntil: new Date(1001) })).toBe('previous');
    expect(proof(first, { previousUntil: new Date(1000) })).toBe('superseded');
    expect(proof(first, { previousUntil: new Date(999) })).toBe('superseded');
  });

  it('is nothing any more for every other', () => {
    for (const previousUntil of [null, new Date(2000)]) {
      expect(proof(third, { previousUntil })).toBe('superseded');
      expect(proof(first, { previousUntil, previousMac: null })).toBe('superseded');
    }
  });

  it('is confirmed once the newest was used, or is the only one', () => {
    const confirmed = (previousMac: Buffer | null, previousUntil: Date | null) =>
      isConfirmed({ previousMac, previousUntil } as StoredSession);
    expect(confirmed(null, null)).toBe(true);
    expect(confirmed(old.mac(first), null)).toBe(false);
    expect(confirmed(old.mac(first), now)).toBe(true);
  });
});
