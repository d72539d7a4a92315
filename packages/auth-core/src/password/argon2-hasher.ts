import { hash, verify } from '@node-rs/argon2';
import { Admission } from './admission.ts';
import { defaultLimits } from './hashing-limits.ts';
import { type HashingLimits, HashingQueue } from './hashing-queue.ts';
import { type PasswordCheck, PasswordHasher, type Verdict } from './password-hasher.ts';
import { type Argon2Parameters, parsePhc } from './phc.ts';

// OWASP Password Storage Cheat Sheet: argon2id (the library's default) with 19 MiB, 2 passes, 1 lane.
export const argon2Settings = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export class Argon2Hasher extends PasswordHasher {
  readonly #admission: Admission;
  readonly #queue: HashingQueue;
  readonly #decoy: Promise<string>;

  constructor(limits: HashingLimits = defaultLimits) {
    super();
    this.#admission = new Admission({ all: limits.waiting, perClient: limits.waitingPerClient });
    this.#queue = new HashingQueue(limits);
    // Made with today's settings, so that it cannot become cheaper than the real ones.
    this.#decoy = this.#compute('decoy');
  }

  get running(): number {
    return this.#queue.running;
  }

  get waiting(): number {
    return this.#queue.waiting;
  }

  get refused(): number {
    return this.#queue.refused + this.#admission.refused;
  }

  admit<Result>(work: () => Promise<Result>, client: string): Promise<Result> {
    return this.#admission.run(work, client);
  }

  hash(password: string, client?: string): Promise<string> {
    return this.#queue.run(() => this.#compute(password), client);
  }

  verify({ password, hash, client }: PasswordCheck): Promise<Verdict> {
    return this.#queue.run(() => this.#compare(composed(password), hash), client);
  }

  async #compare(password: string, stored: string | undefined): Promise<Verdict> {
    const settings = parsePhc(stored);
    if (!stored || !settings) return this.#refuse(password);
    try {
      if (!(await verify(stored, password))) return 'no';
    } catch {
      // It looked like a hash, and the library could not compute it.
      return this.#refuse(password);
    }
    return isWeaker(settings) ? 'rehash' : 'yes';
  }

  /** A no that costs as much as a real one. */
  async #refuse(password: string): Promise<Verdict> {
    await verify(await this.#decoy, password);
    return 'no';
  }

  #compute(password: string): Promise<string> {
    return hash(composed(password), argon2Settings);
  }
}

/** NFC and nothing else: composed and decomposed letters are one password, full-width ones are not (NIST). */
function composed(password: string): string {
  return password.normalize('NFC');
}

function isWeaker({ algorithm, memoryCost, timeCost, parallelism }: Argon2Parameters): boolean {
  return (
    algorithm !== 'argon2id' ||
    memoryCost < argon2Settings.memoryCost ||
    timeCost < argon2Settings.timeCost ||
    parallelism < argon2Settings.parallelism
  );
}
