import { setTimeout as delay, setImmediate as turn } from 'node:timers/promises';
import type { Scheduler } from 'fast-check';
import type { Gate } from './statement-gate.ts';

/** What one actor does, one act after the other. */
export interface Lane {
  readonly actor: string;
  readonly acts: readonly (() => Promise<void>)[];
  /** Steps before which it waits until so many steps of others are done. */
  readonly pauses: readonly Pause[];
}

export interface Pause {
  readonly step: number;
  readonly others: number;
}

interface Paused {
  left: number;
  readonly goOn: () => void;
}

/** Milliseconds without a move after which an actor waits for something else than its turn: a lock, or a queue. */
const QUIET = 6;

/** Plays lanes side by side: the scheduler decides which statement, answer or act comes next. */
export class Interleaving {
  #scheduler: Scheduler | undefined;
  #pauses = new Map<string, readonly Pause[]>();
  readonly #steps = new Map<string, number>();
  #paused: Paused[] = [];
  /** Actors that stand at the gate. */
  readonly #held = new Set<string>();
  /** Actors that are not done. */
  readonly #acting = new Set<string>();
  /** Actors that wait for another one. */
  readonly #stuck = new Set<string>();
  #moves = 0;

  /** Open while nothing is played. */
  readonly gate: Gate = async (actor, label) => {
    if (!this.#scheduler) return;
    this.#moves += 1;
    this.#stuck.delete(actor);
    this.#held.add(actor);
    await this.#pause(actor);
    await this.#scheduler?.schedule(Promise.resolve(), `${actor}: ${label}`);
    this.#held.delete(actor);
    this.#moves += 1;
    // Whoever waited for the locks of this transaction goes on.
    if (/^(commit|rollback)/i.test(label)) this.#stuck.clear();
  };

  async play(scheduler: Scheduler, lanes: readonly Lane[]): Promise<void> {
    this.#scheduler = scheduler;
    this.#pauses = new Map(lanes.map(({ actor, pauses }) => [actor, pauses]));
    this.#steps.clear();
    for (const { actor } of lanes) this.#acting.add(actor);
    const played = Promise.all(lanes.map((lane) => this.#playLane(lane)));
    try {
      while (this.#acting.size > 0) {
        await this.#settle();
        const paused = scheduler.count() > 0 ? undefined : this.#paused.shift();
        if (scheduler.count() > 0) await this.#step(scheduler);
        else if (paused) paused.goOn();
        else await delay(1);
      }
      await played;
    } finally {
      this.#scheduler = undefined;
      for (const { goOn } of this.#paused.splice(0)) goOn();
      while (scheduler.count() > 0) await scheduler.waitNext(1);
    }
  }

  async #step(scheduler: Scheduler): Promise<void> {
    await scheduler.waitNext(1);
    for (const paused of this.#paused) paused.left -= 1;
    for (const { left, goOn } of this.#paused) if (left <= 0) goOn();
    this.#paused = this.#paused.filter(({ left }) => left > 0);
  }

  async #pause(actor: string): Promise<void> {
    const step = this.#steps.get(actor) ?? 0;
    this.#steps.set(actor, step + 1);
    const pause = this.#pauses.get(actor)?.find((one) => one.step === step);
    if (pause) await new Promise<void>((goOn) => this.#paused.push({ left: pause.others, goOn }));
  }

  async #playLane({ actor, acts }: Lane): Promise<void> {
    try {
      for (const act of acts) {
        await this.gate(actor, 'next act');
        await act();
      }
    } finally {
      this.#acting.delete(actor);
      this.#stuck.clear();
      this.#moves += 1;
    }
  }

  /** Until every actor stands at the gate, waits for another one, or is done. */
  async #settle(): Promise<void> {
    await turn();
    let moves = this.#moves;
    let last = performance.now();
    while (this.#underWay().length > 0) {
      await delay(1);
      if (this.#moves !== moves) {
        moves = this.#moves;
        last = performance.now();
      } else if (performance.now() - last > QUIET) {
        for (const actor of this.#underWay()) this.#stuck.add(actor);
      }
    }
  }

  #underWay(): string[] {
    return [...this.#acting].filter((actor) => !this.#held.has(actor) && !this.#stuck.has(actor));
  }
}
