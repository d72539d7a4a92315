import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { hash } from '@node-rs/argon2';
import { EvenPace } from '../src/password/even-pace.ts';
import type { BcryptSettings } from '../src/password/formats/bcrypt.ts';
import { recognise } from '../src/password/formats/recognise.ts';
import { Argon2Hasher, argon2Head, passwordFormat, SlowestHashes } from '../src/password/index.ts';

interface Vector {
  readonly stored: string;
  readonly password: string;
  readonly wrong: string;
  readonly settings?: BcryptSettings;
}

interface Made {
  readonly system: string;
  readonly vectors: readonly Vector[];
}

const folder = new URL('vectors/', import.meta.url);
const files = readdirSync(folder).filter(
  (file) => /\.json$/.test(file) && file !== 'passwords.json',
);
const made = files.map((file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Made);
/** Costs that a system has by itself take long: those are checked with the slow tests of the API, all of them. */
const SLOW: Readonly<Record<string, number>> = {
  scrypt: 10_000_000,
  'pbkdf2-sha256': 50_000,
  'pbkdf2-sha512': 50_000,
};
/** Of this one there are no others. */
const isSlow = ({ stored, settings }: Vector) => {
  const { work, format } = recognise(stored, settings) ?? {};
  return work && format !== 'spring-pbkdf2' && work.amount > (SLOW[work.kind] ?? Infinity);
};

/** What does not come out as it should: nothing. */
async function faultsOf({ stored, password, wrong, settings = {} }: Vector): Promise<string[]> {
  const hash = recognise(stored, settings);
  if (!hash) return [`not recognised: ${stored}`];
  const faults = [];
  if (!(await hash.matches(password))) faults.push(`wrong: ${stored} ${password}`);
  if (await hash.matches(wrong)) faults.push(`right: ${stored} ${wrong}`);
  return faults;
}

describe('a hash of another system', () => {
  it.each(made)('is checked as that system checks it: $system [EXT-008]', async ({ vectors }) => {
    expect(vectors.length).toBeGreaterThan(5);
    const faults: string[] = [];
    for (const vector of vectors.filter((each) => !isSlow(each)))
      faults.push(...(await faultsOf(vector)));
    expect(faults).toEqual([]);
  });

  it('is checked in the old version of argon2, and in every kind of it [EXT-008]', async () => {
    const vectors = [
      // The reference implementation's own, of its release 1.0.
      [
        '$argon2i$m=65536,t=2,p=1$c29tZXNhbHQ$9sTbSlTio3Biev89thdrlKKiCaYsjjYVJxGAL3swxpQ',
        'password',
      ],
      [
        '$argon2i$v=16$m=65536,t=2,p=1$c29tZXNhbHQ$9sTbSlTio3Biev89thdrlKKiCaYsjjYVJxGAL3swxpQ',
        'password',
      ],
      [await hash(' as typed ', { algorithm: 0, memoryCost: 64, timeCost: 1 }), ' as typed '],
    ] as const;
    for (const [stored, password] of vectors)
      expect(await faultsOf({ stored, password, wrong: `${password} ` })).toEqual([]);
    const spring = vectors.slice(1).map(([stored, password]) => ({
      stored: `{argon2@SpringSecurity_v5_8}${stored}`,
      password,
      wrong: password.toUpperCase(),
    }));
    for (const vector of spring) expect(await faultsOf(vector)).toEqual([]);
  });

  it('has its own letters: as typed, not composed [PW-05]', async () => {
    const [typed, other] = ['cafe\u0301', 'caf\u00e9'];
    const old = await hash(typed, { memoryCost: 64, timeCost: 1 });
    expect(await faultsOf({ stored: old, password: typed, wrong: other })).toEqual([]);
    const ours = await hash(other, { memoryCost: 64, timeCost: 1 });
    await expect(recognise(ours)?.matches(typed)).resolves.toBe(true);
  });

  it('is cut after 72 bytes where bcrypt has cut it, and nowhere else [S-184]', async () => {
    const long = made
      .flatMap(({ vectors }) => vectors)
      .filter(({ password }) => Buffer.byteLength(password) > 80 && !/[^ -~]/.test(password));
    const cut = [];
    for (const { stored, password, settings = {} } of long) {
      const shorter = Buffer.from(password).subarray(0, 72).toString();
      if (await recognise(stored, settings)?.matches(shorter)) cut.push(stored.slice(0, 3));
      else expect(stored).not.toMatch(/^\$2y/);
    }
    expect([...new Set(cut)].sort()).toEqual(['$2a', '$2b', '$2x', '$2y']);
  });

  it.each([
    ['a password as it is', '{noop}violin umbrella', 'plain$$violin umbrella', 'violin umbrella'],
    [
      'digests that are guessed at once',
      'md5$salt$0123456789abcdef0123456789abcdef',
      '{MD5}aa',
      '{ldap}x',
    ],
    ['nothing', '', '$', '$$$', '{}', '{bcrypt}', 'scrypt:', 'A'],
    ['an account of Django without a password', '!jJ8wVvYzQhQ0c8f2yJ3k4l5m6n7o8p9q0r1s2t3u'],
    ['a name of an object', 'constructor$x', '{constructor}x', '__proto__$1$2', '{toString}'],
    ['more bytes than any has', `{sha256}${'ab'.repeat(400)}`],
    [
      'a bcrypt that is cut',
      '$2b$04$abc',
      `$2c$04$${'a'.repeat(53)}`,
      `{bcrypt}$2b$04$${'a'.repeat(52)}`,
    ],
    [
      'more than one log-in may cost',
      ...[
        `$2b$16$${'a'.repeat(53)}`,
        `$2b$31$${'a'.repeat(53)}`,
        `$2b$00$${'a'.repeat(53)}`,
        `pbkdf2:sha256:5000001$salt$${'ab'.repeat(32)}`,
        `pbkdf2:sha256:1000000$salt$${'ab'.repeat(192)}`,
        `pbkdf2:sha256:0$salt$${'ab'.repeat(32)}`,
        `pbkdf2:sha256:1e3$salt$${'ab'.repeat(8)}`,
        `pbkdf2:sha256:NaN$salt$${'ab'.repeat(32)}`,
        `scrypt:524288:8:1$salt$${'ab'.repeat(64)}`,
        `scrypt:32768:8:17$salt$${'ab'.repeat(64)}`,
        `scrypt:32767:8:1$salt$${'ab'.repeat(64)}`,
        `scrypt:1:8:1$salt$${'ab'.repeat(64)}`,
        `scrypt:32768:8$salt$${'ab'.repeat(64)}`,
        `scrypt:32768:8:-1$salt$${'ab'.repeat(64)}`,
        `{scrypt}$ff0801$c2FsdA==$${'A'.repeat(44)}`,
        `scrypt$16384$salt$8$99999$${'A'.repeat(88)}`,
        Buffer.from([
          1,
          0,
          0,
          0,
          1,
          255,
          255,
          255,
          255,
          0,
          0,
          0,
          16,
          ...new Array(48).fill(1),
        ]).toString('base64'),
        Buffer.from([1, 0, 0, 0, 9, 0, 0, 9, 0, 0, 0, 0, 16, ...new Array(48).fill(1)]).toString(
          'base64',
        ),
        Buffer.from([1, 0, 0, 0, 1, 0, 0, 9, 0, 255, 0, 0, 16, ...new Array(48).fill(1)]).toString(
          'base64',
        ),
        'argon2$argon2id$v=19$m=4194304,t=2,p=1$c29tZXNhbHQ$9sTbSlTio3Biev89thdrlKKiCaYsjjYVJxGAL3swxpQ',
      ],
    ],
    ['an output that is guessed', 'pbkdf2:sha256:1000$salt$abcdef', 'sha256$salt$abcd'],
  ])('is never %s [CR-06]', (_, ...all) => {
    expect(all.filter((stored) => passwordFormat(stored) !== undefined)).toEqual([]);
  });

  it('is right only to be replaced, within the same bounds [S-182] [CR-03] [EXT-008]', async () => {
    const hasher = new Argon2Hasher(
      { parallel: 1, waiting: 1, waitingPerClient: 1 },
      {
        devisePepper: 'c0ffee'.repeat(12),
      },
    );
    const peppered = made
      .flatMap(({ vectors }) => vectors)
      .find(({ settings }) => settings?.devisePepper !== undefined);
    if (!peppered) throw new Error('No hash with pepper.');
    const { stored, password, wrong } = peppered;
    const verdicts = await Promise.allSettled(
      [password, wrong, password].map((given) => hasher.verify({ password: given, hash: stored })),
    );
    expect(verdicts).toMatchObject([
      { value: 'rehash' },
      { value: 'no' },
      { reason: { code: 'overloaded' } },
    ]);
    await expect(new Argon2Hasher().verify({ password, hash: stored })).resolves.toBe('no');
  });

  it('makes every check as slow as the slowest of them, and nothing slower where there is none [RT-12]', async () => {
    const hasher = new Argon2Hasher();
    const today = await hasher.hash('violin umbrella');
    expect(today.startsWith(argon2Head)).toBe(true);
    await hasher.verify({ password: 'no', hash: today });
    await hasher.verify({ password: 'no', hash: undefined });
    expect(hasher.pace).toBe(0);

    const slow = '$2b$08$R9h/cIPz0gi.URNNX3kh2OPST9/PgBkqquzi.Ss7KIUgO2t0jWMUW';
    const known = new SlowestHashes();
    expect(
      [slow.replace('08', '04'), slow, slow, 'nonsense'].map((each) => known.add(each)),
    ).toEqual([true, true, false, false]);
    expect([...known]).toEqual([slow]);
    await hasher.keepPaceWith(known);
    const { pace } = hasher;
    expect(pace).toBeGreaterThan(10);
    for (const stored of [undefined, 'nonsense', today, slow, slow.replace('08', '04')]) {
      const began = performance.now();
      await hasher.verify({ password: 'violin umbrella', hash: stored });
      // A timer counts whole milliseconds from a moment a little before.
      expect(performance.now() - began).toBeGreaterThanOrEqual(pace - 1);
    }
    // Whoever waits to be answered keeps nobody from hashing.
    const narrow = new Argon2Hasher({ parallel: 1, waiting: 0, waitingPerClient: 0 });
    await narrow.keepPaceWith(known);
    const waits = narrow.verify({ password: 'no', hash: 'sha256$salt$' });
    while (narrow.running > 0) await new Promise(setImmediate);
    await expect(narrow.hash('violin umbrella')).resolves.toContain(argon2Head);
    await waits;

    await hasher.keepPaceWith(new SlowestHashes());
    expect(hasher.pace).toBe(0);
    await hasher.verify({ password: 'no', hash: slow });
    expect(hasher.pace).toBeGreaterThan(10);
  });

  it('slows down everybody on a busy machine, up to a bound, until it is measured anew [RT-12]', async () => {
    const pace = new EvenPace();
    await pace.rest(50);
    expect(pace.duration).toBe(0);
    const durations = [];
    pace.set(new SlowestHashes(), 10);
    for (const took of [14, 16, 24, 1000]) {
      await pace.rest(took);
      durations.push(pace.duration);
    }
    expect(durations).toEqual([15, 24, 24, 40]);
    pace.set(new SlowestHashes(), 10);
    expect(pace.duration).toBe(15);
  });

  it('has a name', () => {
    const names = made.flatMap(({ vectors }) =>
      vectors.map(({ stored }) => passwordFormat(stored)),
    );
    expect([...new Set(names)].sort()).toEqual([
      'argon2i',
      'argon2id',
      'aspnet-identity-v2',
      'aspnet-identity-v3',
      'bcrypt',
      'django-argon2',
      'django-bcrypt',
      'django-bcrypt-sha256',
      'django-pbkdf2-sha1',
      'django-pbkdf2-sha256',
      'django-scrypt',
      'spring-pbkdf2',
      'spring-scrypt',
      'spring-sha256',
      'werkzeug-pbkdf2-sha1',
      'werkzeug-pbkdf2-sha256',
      'werkzeug-pbkdf2-sha512',
      'werkzeug-scrypt',
      'werkzeug-sha1',
      'werkzeug-sha256',
      'werkzeug-sha512',
    ]);
  });
});
