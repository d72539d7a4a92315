import { hash, verify } from '@node-rs/argon2';
import { Admission } from './admission.ts';
import { argon2Head, argon2Settings, isWeaker } from './argon2-settings.ts';
import { EvenPace } from './even-pace.ts';
import type { BcryptSettings } from './formats/bcrypt.ts';
import { recognise } from './formats/recognise.ts';
import { defaultLimits } from './hashing-limits.ts';
import { type HashingLimits, HashingQueue } from './hashing-queue.ts';
import { type PasswordCheck, PasswordHasher, type Verdict } from './password-hasher.ts';
import { parsePhc } from './phc.ts';
import { composed } from './primitives/preparations.ts';
import { SlowestHashes } from './slowest-hashes.ts';

/** Its letters are not composed: what is computed for two spellings is measured for both. */
const PROBE = 'cafe\u0301';
const PROBES = 3;

/** Hashes with argon2id, and checks what other systems have stored as well. */
export class Argon2Hasher extends PasswordHasher {
  readonly #admission: Admission;
  readonly #queue: HashingQueue;
  readonly #settings: BcryptSettings;
  readonly #pace = new EvenPace();
  readonly #decoy: Promise<string>;

  constructor(limits: HashingLimits = defaultLimits, settings: BcryptSettings = {}) {
    super();
    this.#admission = new Admission({ all: limits.waiting, perClient: limits.waitingPerClient });
    this.#queue = new HashingQueue(limits);
    this.#settings = settings;
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

  get pace(): number {
    return this.#pace.duration;
  }

  admit<Result>(work: () => Promise<Result>, client: string): Promise<Result> {
    return this.#admission.run(work, client);
  }

  hash(password: string, client?: string): Promise<string> {
    return this.#queue.run(() => this.#compute(password), client);
  }

  async verify({ password, hash, client }: PasswordCheck): Promise<Verdict> {
    const { result, took } = await this.#queue.run(
      () => timed(() => this.#compare(password, hash)),
      client,
    );
    if (hash !== undefined && !hash.startsWith(argon2Head)) this.#pace.meet(hash, took);
    // Whoever waits here is out of the line, and nobody waits for them.
    await this.#pace.rest(took);
    return result;
  }

  async keepPaceWith(known: SlowestHashes): Promise<void> {
    const all = [...known];
    const probed = all.length === 0 ? [] : [await this.#decoy, ...all];
    let slowest = 0;
    for (const stored of probed)
      for (let probe = 0; probe < PROBES; probe++) {
        const { took } = await this.#queue.run(() => timed(() => this.#compare(PROBE, stored)));
        slowest = Math.max(slowest, took);
      }
    this.#pace.set(known, slowest);
  }

  async #compare(password: string, stored: string | undefined): Promise<Verdict> {
    const found = recognise(stored, this.#settings);
    if (!found) return this.#refuse(password);
    try {
      if (!(await found.matches(password))) return 'no';
    } catch {
      // It looked like a hash, and the library could not compute it.
      return this.#refuse(password);
    }
    const settings = parsePhc(stored);
    return settings && !isWeaker(settings) ? 'yes' : 'rehash';
  }

  /** A no that costs as much as a real one. */
  async #refuse(password: string): Promise<Verdict> {
    await verify(await this.#decoy, composed(password));
    return 'no';
  }

  #compute(password: string): Promise<string> {
    return hash(composed(password), argon2Settings);
  }
}

async function timed<Result>(
  work: () => Promise<Result>,
): Promise<{ readonly result: Result; readonly took: number }> {
  const began = performance.now();
  const result = await work();
  return { result, took: performance.now() - began };
}
