import { AppError } from '../errors.ts';

export interface AdmissionLimits {
  /** Of everybody, under way at once. */
  readonly all: number;
  /** Of one client. */
  readonly perClient: number;
}

/** Refuses at the door what would have to wait too long inside. */
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
    if (this.#all >= this.#limits.all || own >= this.#limits.perClient) {
      this.#refused += 1;
      throw new AppError('overloaded', { retryAfter: 2 });
    }
    this.#all += 1;
    this.#underWay.set(client, own + 1);
  }

  #leave(client: string): void {
    const others = (this.#underWay.get(client) ?? 0) - 1;
    this.#all -= 1;
    if (others > 0) this.#underWay.set(client, others);
    else this.#underWay.delete(client);
  }
}
