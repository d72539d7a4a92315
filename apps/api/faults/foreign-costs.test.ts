import { readdirSync, readFileSync } from 'node:fs';
import { Argon2Hasher, type BcryptSettings } from '@gatehouse/auth-core/password';
import { describe, expect, it } from '@jest/globals';

interface Vector {
  readonly stored: string;
  readonly password: string;
  readonly wrong: string;
  readonly settings?: BcryptSettings;
}

interface Made {
  readonly system?: string;
  readonly vectors?: readonly Vector[];
}

const folder = new URL('../../../packages/auth-core/test/vectors/', import.meta.url);
const made = readdirSync(folder)
  .filter((name) => /\.json$/.test(name))
  .map((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Made)
  .filter(({ vectors }) => vectors !== undefined);
const limits = { parallel: 1, waiting: 1, waitingPerClient: 1 };

describe('a hash of another system, of whatever cost', () => {
  it.each(made)(
    'lets in its owner and nobody else: $system [EXT-008] [S-182]',
    async (each) => {
      const faults: unknown[] = [];
      for (const { stored, password, wrong, settings } of each.vectors ?? []) {
        const verdicts = [];
        for (const given of [password, wrong]) {
          // A new one each time: nobody waits for what was slow before.
          const hasher = new Argon2Hasher(limits, settings);
          verdicts.push(await hasher.verify({ password: given, hash: stored }));
        }
        if (verdicts.join() !== 'rehash,no') faults.push({ stored, password, verdicts });
      }
      expect(faults).toEqual([]);
    },
    120_000,
  );
});
