import { availableParallelism } from 'node:os';
import { hash, verify } from '@node-rs/argon2';
import { type HashingLimits, HashingQueue } from './hashing-queue.ts';
import { PasswordHasher, type Verdict } from './password-hasher.ts';
import { parsePhc } from './phc.ts';

// OWASP Password Storage Cheat Sheet: argon2id (the library's default) with 19 MiB, 2 passes, 1 lane.
export const argon2Settings = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** One hash fewer at once than there are cores keeps every other request calm. */
export const defaultLimits: HashingLimits = {
  parallel: Math.max(1, availableParallelism() - 1),
  waiting: 64,
};

export class Argon2Hasher extends PasswordHasher {
  readonly #queue: HashingQueue;
  readonly #decoy: Promise<string>;

  constructor(limits: HashingLimits = defaultLimits) {
    super();
    this.#queue = new HashingQueue(limits);
    // Made with today's settings, so that it cannot become cheaper than the real ones.
    this.#decoy = this.#compute('decoy');
  }

  hash(password: string): Promise<string> {
    return this.#queue.run(() => this.#compute(password));
  }

  verify({
    password,
    hash: stored,
  }: {
    password: string;
    hash: string | undefined;
  }): Promise<Verdict> {
    return this.#queue.run(async () => {
      const settings = parsePhc(stored);
      if (!stored || !settings) {
        await verify(await this.#decoy, composed(password));
        return 'no';
      }
      const matches = await verify(stored, composed(password)).catch(() => false);
      if (!matches) return 'no';
      return isWeaker(settings) ? 'rehash' : 'yes';
    });
  }

  #compute(password: string): Promise<string> {
    return hash(composed(password), argon2Settings);
  }
}

/** NFC and nothing else: composed and decomposed letters are one password, full-width ones are not (NIST). */
function composed(password: string): string {
  return password.normalize('NFC');
}

function isWeaker(stored: {
  algorithm: string;
  memoryCost: number;
  timeCost: number;
  parallelism: number;
}): boolean {
  return (
    stored.algorithm !== 'argon2id' ||
    stored.memoryCost < argon2Settings.memoryCost ||
    stored.timeCost < argon2Settings.timeCost ||
    stored.parallelism < argon2Settings.parallelism
  );
}
