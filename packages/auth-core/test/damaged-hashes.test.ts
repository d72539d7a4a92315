import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { BcryptSettings } from '../src/password/formats/bcrypt.ts';
import { recognise } from '../src/password/formats/recognise.ts';

interface Vector {
  readonly stored: string;
  readonly password: string;
  readonly settings?: BcryptSettings;
}

/** What no check may cost more than, by its method. */
const bounds: Readonly<Record<string, number>> = {
  bcrypt: 2 ** 15,
  argon2: 1_048_576,
  scrypt: 536_870_912,
  pbkdf2: 5_000_000,
  digest: 1024,
};
/** What is computed here: more of them would take long, and are only asked what they cost. */
const cheap: Readonly<Record<string, number>> = {
  bcrypt: 16,
  argon2: 1024,
  scrypt: 2_097_152,
  pbkdf2: 10_000,
  digest: 1024,
};
const methodOf = (kind: string) => kind.replace(/-.*/, '');

const ROUNDS = 400;
const letters = '$:{}=,.@/+-_0123456789abcdefzAZ \0\n\u00e9';

/** One of each format that can be computed in a moment. */
function oneOfEach(): Map<string, Vector> {
  const folder = new URL('vectors/', import.meta.url);
  const chosen = new Map<string, Vector>();
  for (const file of readdirSync(folder).filter((name) => /\.json$/.test(name))) {
    const { vectors = [] }: { vectors?: Vector[] } = JSON.parse(
      readFileSync(new URL(file, folder), 'utf8'),
    );
    for (const vector of vectors) {
      const { format = '', work } = recognise(vector.stored, vector.settings) ?? {};
      const isCheap = work && work.amount <= (cheap[methodOf(work.kind)] ?? 0);
      if (isCheap && !vector.settings) chosen.set(format, vector);
    }
  }
  return chosen;
}

/** The same numbers in every run. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state >>> 8) % below;
  };
}

function damaged(text: string, random: (below: number) => number): string {
  const at = random(text.length + 1);
  const [before, after] = [text.slice(0, at), text.slice(at)];
  const letter = letters.charAt(random(letters.length));
  const some = 1 + random(8);
  const ways = [
    before + letter + after.slice(1),
    before + letter + after,
    before + after.slice(some),
    before,
    before + after.slice(0, some).toUpperCase() + after.slice(some),
    before + after.slice(0, some) + after,
    before + 2 ** random(40) + after.slice(1),
  ];
  return ways[random(ways.length)] ?? text;
}

/** Some spellings mean the same bytes: the case of hexadecimal digits, padding, and the letters of bcrypt. */
function meaning(text: string): string {
  return text
    .replace(/[^$}]*$/, (last) => (/^[\da-f]+$/i.test(last) ? last.toLowerCase() : last))
    .replace(/=+(?=\$|$)/g, '')
    .replace(/\$2[abxy]\$/, '$2$');
}

describe('a stored hash that is damaged', () => {
  const vectors = oneOfEach();

  it('is looked at in every format that is cheap enough', () => {
    expect(vectors.size).toBeGreaterThanOrEqual(18);
  });

  it.each([...vectors])(
    'is right for no password, throws nothing and costs no more than a whole one: %s [CR-06] [EXT-008]',
    async (_, { stored, password }) => {
      const random = numbers(stored.length);
      const faults: unknown[] = [];
      let computed = 0;
      for (let round = 0; round < ROUNDS; round++) {
        const text = damaged(stored, random);
        const hash = recognise(text);
        if (!hash || meaning(text) === meaning(stored)) continue;
        const { kind, amount } = hash.work;
        if (!(amount <= (bounds[methodOf(kind)] ?? 0))) faults.push(['costs too much', text]);
        if (amount > (cheap[methodOf(kind)] ?? 0)) continue;
        computed += 1;
        try {
          if (await hash.matches(password)) faults.push(['is right', text]);
        } catch (error) {
          faults.push([String(error), text]);
        }
      }
      expect(faults).toEqual([]);
      expect(computed).toBeGreaterThan(0);
    },
  );
});
