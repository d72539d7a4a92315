import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { SecurityEvents } from '../events/security-events.ts';
import { BreachFile } from './breach-file.ts';
import { type BreachList, breachDigest } from './breach-list.ts';

/** The lists of stolen passwords that this deployment asks: none, unless the operator names some. */
@Injectable()
export class BreachedPasswords implements OnModuleDestroy {
  readonly #lists: readonly BreachList[];
  readonly #events: SecurityEvents;

  constructor(lists: readonly BreachList[], events: SecurityEvents) {
    this.#lists = lists;
    this.#events = events;
  }

  /** A list that cannot be asked keeps nobody from choosing a password: that is told, and the others are asked. */
  async have(password: string): Promise<boolean> {
    if (this.#lists.length === 0) return false;
    const digest = breachDigest(password);
    for (const list of this.#lists) if (await this.#isIn(list, digest)) return true;
    return false;
  }

  async onModuleDestroy(): Promise<void> {
    for (const list of this.#lists) if (list instanceof BreachFile) await list.close();
  }

  async #isIn(list: BreachList, digest: string): Promise<boolean> {
    try {
      return await list.has(digest);
    } catch (error) {
      const details = { list: list.name, reason: String(error).slice(0, 200) };
      this.#events.tell({ name: 'breach_check_failed', details });
      return false;
    }
  }
}
