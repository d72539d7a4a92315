import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import * as argon2 from '@node-rs/argon2';
import { parsePhc } from '../src/password/phc.ts';

// The library itself, watched: what it is asked to compute is the cost, whatever the clock says.
const computed: { hash: string; password: string }[] = [];
jest.unstable_mockModule('@node-rs/argon2', () => ({
  ...argon2,
  verify: async (hash: string, password: string) => {
    const answer = await argon2.verify(hash, password);
    computed.push({ hash, password });
    return answer;
  },
}));

const { Argon2Hasher } = await import('../src/password/argon2-hasher.ts');
const { argon2Settings } = await import('../src/password/argon2-settings.ts');

const hasher = new Argon2Hasher({ parallel: 1, waiting: 10, waitingPerClient: 10 });
const stored = await hasher.hash('violin umbrella');
const today = { algorithm: 'argon2id', version: 19, ...argon2Settings };

describe('the decoy', () => {
  beforeEach(() => {
    computed.splice(0);
  });

  it.each([
    ['a wrong password', stored],
    ['no account', undefined],
    ['an account without a password', ''],
    ['a broken hash', '$argon2id$'],
    ['a hash of a system that nobody knows', '$5$rounds=5000$saltsalt$R9h/cIPz0gi.URNNX3kh2OPST9'],
    ['a password that is stored as it is', '{noop}wrong'],
    ['absurd memory', stored.replace('m=19456', 'm=4294967295')],
    [
      'a hash that only the library finds broken',
      stored.replace('m=19456', 'm=8').replace('p=1', 'p=16'),
    ],
  ])('makes %s cost one hash with the settings of today [CR-04] [S-181]', async (_, hash) => {
    await expect(hasher.verify({ password: 'wrong', hash })).resolves.toBe('no');
    expect(computed.map((work) => parsePhc(work.hash))).toEqual([today]);
    expect(computed[0]?.password).toBe('wrong');
  });

  it('is nobody’s password, and costs a right one nothing more', async () => {
    await expect(hasher.verify({ password: 'decoy', hash: undefined })).resolves.toBe('no');
    computed.splice(0);
    await expect(hasher.verify({ password: 'violin umbrella', hash: stored })).resolves.toBe('yes');
    expect(computed).toHaveLength(1);
  });

  it('is another one in every process', async () => {
    await hasher.verify({ password: 'wrong', hash: undefined });
    await new Argon2Hasher({ parallel: 1, waiting: 1, waitingPerClient: 1 }).verify({
      password: 'wrong',
      hash: undefined,
    });
    expect(new Set(computed.map((work) => work.hash)).size).toBe(2);
  });
});
