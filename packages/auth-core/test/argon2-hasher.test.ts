import { describe, expect, it } from '@jest/globals';
import { hash as argon2Hash } from '@node-rs/argon2';
import fc from 'fast-check';
import { Argon2Hasher, argon2Settings, PasswordHasher } from '../src/password/index.ts';
import { parsePhc } from '../src/password/phc.ts';

const hasher = new Argon2Hasher({ parallel: 2, waiting: 1000, waitingPerClient: 1000 });
const password = 'violin umbrella';
const stored = await hasher.hash(password);

describe('Argon2Hasher', () => {
  it('is a PasswordHasher', () => {
    expect(hasher).toBeInstanceOf(PasswordHasher);
  });

  it('stores method, parameters, salt and output [S-176] [S-177] [S-179] [CR-01] [CR-02]', () => {
    expect(stored).toMatch(/^\$argon2id\$v=19\$/);
    expect(stored).not.toContain(password);
    const settings = parsePhc(stored);
    expect(settings?.algorithm).toBe('argon2id');
    expect(settings?.memoryCost).toBeGreaterThanOrEqual(19_456);
    expect(settings?.timeCost).toBeGreaterThanOrEqual(2);
    expect(settings?.parallelism).toBeGreaterThanOrEqual(1);

    const [salt = '', output = ''] = stored.split('$').slice(4);
    expect(Buffer.from(salt, 'base64').length).toBeGreaterThanOrEqual(16);
    expect(Buffer.from(output, 'base64').length).toBe(32);
  });

  it('salts each hash anew [S-178] [CR-02]', async () => {
    const hashes = await Promise.all(Array.from({ length: 20 }, () => hasher.hash(password)));
    expect(new Set(hashes.map((one) => one.split('$')[4])).size).toBe(20);
  });

  it('answers yes to the password and no to any other [S-174] [S-177] [S-181]', async () => {
    await expect(hasher.verify({ password, hash: stored })).resolves.toBe('yes');
    for (const other of ['', 'violin umbrellA', `${password} `, ` ${password}`, 'violin', stored])
      await expect(hasher.verify({ password: other, hash: stored })).resolves.toBe('no');
  });

  it('takes password and hash by name, so that they cannot be swapped [S-180]', async () => {
    await expect(hasher.verify({ password: stored, hash: password })).resolves.toBe('no');
    // @ts-expect-error two strings in a row are refused by the compiler
    const swapped = () => hasher.verify(stored, password);
    await expect(swapped()).rejects.toThrow(TypeError);
  });

  it('composes letters, and changes nothing else [PW-05] [S-036]', async () => {
    const hash = await hasher.hash('cafe\u0301 au lait, s’il vous plaît');
    const verdict = (given: string) => hasher.verify({ password: given, hash });
    await expect(verdict('caf\u00e9 au lait, s’il vous plaît')).resolves.toBe('yes');
    await expect(verdict('cafe\u0301 au lait, s’il vous plai\u0302t')).resolves.toBe('yes');
    await expect(verdict('cafe au lait, s’il vous plaît')).resolves.toBe('no');
    await expect(verdict('\uff43af\u00e9 au lait, s’il vous plaît')).resolves.toBe('no');
    await expect(verdict('CAF\u00c9 AU LAIT, S’IL VOUS PLAÎT')).resolves.toBe('no');
  });

  it.each([72, 128, 255, 256, 1024])('reads past %i bytes [PW-03] [S-184]', async (length) => {
    const long = 'x'.repeat(length);
    const hash = await hasher.hash(long);
    for (const other of [`${long}y`, long.slice(1), `${long}\0`, `${long.slice(0, -1)}y`])
      await expect(hasher.verify({ password: other, hash })).resolves.toBe('no');
    await expect(hasher.verify({ password: long, hash })).resolves.toBe('yes');
  });

  it('tells any two passwords apart, at any length and after NUL [PW-03] [S-184]', async () => {
    const text = fc.string({
      unit: fc.constantFrom('a', 'b', '\0', 'é', '🎻'),
      minLength: 1,
      maxLength: 300,
    });
    const suffix = fc.string({ unit: fc.constantFrom('a', '\0', ' '), minLength: 1, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(text, suffix, async (one, tail) => {
        const hash = await hasher.hash(one);
        const verdicts = await Promise.all(
          [one, one + tail, tail + one, one.slice(0, -1)].map((given) =>
            hasher.verify({ password: given, hash }),
          ),
        );
        expect(verdicts[0]).toBe('yes');
        expect(verdicts.slice(1, 3)).toEqual(['no', 'no']);
        expect(verdicts[3]).toBe('no');
      }),
      { numRuns: 12 },
    );
  });

  it.each([
    ['nothing', undefined],
    ['an empty text', ''],
    ['a beginning', '$argon2id$'],
    ['a plain password', 'plain'],
    ['the very password', password],
    ['absurd memory', stored.replace('m=19456', 'm=4294967295')],
    ['absurd time', stored.replace('t=2', 't=4294967295')],
    ['too little memory for its lanes', stored.replace('m=19456', 'm=8').replace('p=1', 'p=16')],
    ['no cost', stored.replace('m=19456', 'm=0')],
    ['a cut output', stored.slice(0, -1)],
    ['an output of one byte', stored.replace(/[^$]+$/, 'AA')],
    ['signs that are no Base64', stored.replace(/[^$]+$/, '!'.repeat(43))],
    ['a Base64 length that cannot be', stored.replace(/[^$]+$/, 'A'.repeat(45))],
    ['something after it', `${stored}$more`],
    ['an old version', stored.replace('v=19', 'v=16')],
    ['bcrypt', '$2b$12$R9h/cIPz0gi.URNNX3kh2OPST9/PgBkqquzi.Ss7KIUgO2t0jWMUW'],
    ['PBKDF2', 'pbkdf2:sha256:260000$abc$0011'],
    ['NUL', `${stored}\0`],
  ])('answers no, and never throws, where %s is stored [S-181] [CR-06]', async (_, hash) => {
    await expect(hasher.verify({ password, hash })).resolves.toBe('no');
  });

  it.each([
    { what: 'less memory', weaker: { memoryCost: 12_288 } },
    { what: 'fewer passes', weaker: { timeCost: 1 } },
    { what: 'another algorithm', weaker: { algorithm: 1 } },
    { what: 'less memory, though more passes', weaker: { memoryCost: 19_455, timeCost: 9 } },
  ])('asks for a new hash where the old one has $what [S-182] [CR-03]', async ({ weaker }) => {
    const old = await argon2Hash(password, { ...argon2Settings, ...weaker });
    await expect(hasher.verify({ password, hash: old })).resolves.toBe('rehash');
    await expect(hasher.verify({ password: 'wrong', hash: old })).resolves.toBe('no');
  });

  it('keeps a hash that is stronger than today’s [CR-03]', async () => {
    const strong = await argon2Hash(password, { memoryCost: 32_768, timeCost: 3, parallelism: 2 });
    await expect(hasher.verify({ password, hash: strong })).resolves.toBe('yes');
  });

  it('bounds hashing and verifying together', async () => {
    const narrow = new Argon2Hasher({ parallel: 1, waiting: 1, waitingPerClient: 1 });
    const results = await Promise.allSettled([
      narrow.hash(password),
      narrow.verify({ password, hash: stored }),
      narrow.verify({ password, hash: undefined }),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
    expect(results[2]).toMatchObject({ reason: { code: 'overloaded' } });
  });

  it('tells how much it computes, how much waits and what it refused', async () => {
    const narrow = new Argon2Hasher({ parallel: 1, waiting: 2, waitingPerClient: 2 });
    const state = () => [narrow.running, narrow.waiting, narrow.refused];
    expect(state()).toEqual([0, 0, 0]);
    const all = Promise.allSettled(Array.from({ length: 6 }, () => narrow.hash(password)));
    expect(state()).toEqual([1, 2, 3]);
    await all;
    expect(state()).toEqual([0, 0, 3]);
    const idle = () => Promise.resolve('idle');
    const admitted = await Promise.allSettled(
      ['a', 'a', 'b'].map((client) => narrow.admit(idle, client)),
    );
    expect(admitted.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
    expect(state()).toEqual([0, 0, 4]);
  });

  it('counts what waits by client, of hashes and of checks', async () => {
    const narrow = new Argon2Hasher({ parallel: 1, waiting: 4, waitingPerClient: 1 });
    const results = await Promise.allSettled([
      narrow.hash(password, 'a'),
      narrow.hash(password, 'a'),
      narrow.verify({ password, hash: stored, client: 'a' }),
      narrow.verify({ password, hash: stored, client: 'b' }),
      narrow.hash(password, 'b'),
    ]);
    expect(results.map(({ status }) => status === 'fulfilled')).toEqual([
      true,
      true,
      false,
      true,
      false,
    ]);
  });
});
