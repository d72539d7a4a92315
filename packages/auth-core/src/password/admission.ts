import { AppError } from '../errors.ts';

export interface AdmissionLimits {
  /** Of everybody, under way at once. */
  readonly all: number;
  /** Of one client. */
  readonly perClient: number;
}

/** One place of so many is kept for clients that have none. */
const KEPT = 3;

/**
 * Refuses at the door what would have to wait too long inside. A client's first place is there while there is any; further
 * ones come from a part of all, and become fewer the fuller that is: a few who ask for much leave room to everybody else.
 */
export class Admission {
  readonly #limits: AdmissionLimits;
  readonly #underWay = new Map<string, number>();
  #all = 0;
  #refused = 0;

  constructor(limits: AdmissionLimits) {
    this.#limits = limits;
  }

  /** Since the start. */
  get refused(): number {
    return this.#refused;
  }

  /** @throws AppError `overloaded`, before any of the work is done */
  async run<Result>(work: () => Promise<Result>, client: string): Promise<Result> {
    this.#enter(client);
    try {
      return await work();
    } finally {
      this.#leave(client);
    }
  }

  #enter(client: string): void {
    const own = this.#underWay.get(client) ?? 0;
    if (this.#all >= this.#limits.all || own >= this.#mostOf(own)) {
      this.#refused += 1;
      throw new AppError('overloaded', { retryAfter: 2 });
    }
    this.#all += 1;
    this.#underWay.set(client, own + 1);
  }

  #mostOf(own: number): number {
    const { all, perClient } = this.#limits;
    if (own === 0) return perClient;
    const further = this.#all - this.#underWay.size;
    return Math.min(perClient, all - Math.floor(all / KEPT) - further);
  }

  #leave(client: string): void {
    const others = (this.#underWay.get(client) ?? 0) - 1;
    this.#all -= 1;
    if (others > 0) this.#underWay.set(client, others);
    else this.#underWay.delete(client);
  }
}
