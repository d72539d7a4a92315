import type { DataSource, EntityManager } from 'typeorm';
import type { Progress } from '../frame/progress.ts';
import { Refusal } from '../frame/refusal.ts';
import type { AccountWriter } from './account-writer.ts';
import { type Candidate, Unfit } from './candidate.ts';
import type { FileJudge } from './file-judge.ts';
import type { RefusalReport } from './refusal-report.ts';
import type { Source, SourceRow } from './source.ts';
import type { Tally } from './tally.ts';

/** Rows of one statement and one transaction: what an interruption can undo. */
const BATCH = 5_000;

export interface ImportParts {
  readonly database: DataSource;
  readonly judge: FileJudge;
  readonly writer: AccountWriter;
  readonly tally: Tally;
  readonly report: RefusalReport;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

export interface ImportRules {
  readonly isDry: boolean;
  /** Whether one account that is there already undoes everything. */
  readonly isAllOrNothing: boolean;
}

/** Brings the people of a source in, a batch after the other. A second run of the same skips what the first one wrote. */
export class Importer {
  readonly #parts: ImportParts;
  readonly #rules: ImportRules;
  #batch: Candidate[] = [];

  constructor(parts: ImportParts, rules: ImportRules) {
    this.#parts = parts;
    this.#rules = rules;
  }

  /** @throws Refusal when it was interrupted, or an account is there that must not be */
  async run(source: Source): Promise<void> {
    const { database, signal } = this.#parts;
    if (this.#rules.isAllOrNothing)
      await database.transaction(async (manager) => {
        await this.#all(source, (work) => work(manager));
        if (signal.aborted) throw new Refusal('Interrupted. Nothing was imported.');
      });
    else await this.#all(source, (work) => database.transaction(work));
    if (signal.aborted)
      throw new Refusal('Interrupted. Run the same again: what is there is skipped.');
  }

  async #all(
    { rows, progress }: Source,
    within: (work: (manager: EntityManager) => Promise<void>) => Promise<void>,
  ): Promise<void> {
    const { tally, signal } = this.#parts;
    const flush = async (): Promise<void> => {
      await within((manager) => this.#flush(manager));
      this.#parts.progress.show(tally.rows, progress());
    };
    for await (const row of rows) {
      if (signal.aborted) return;
      tally.addRow();
      this.#judge(row);
      if (this.#batch.length >= BATCH) await flush();
    }
    await flush();
  }

  #judge(row: SourceRow): void {
    try {
      this.#batch.push(this.#parts.judge.judge(row));
    } catch (error) {
      if (!(error instanceof Unfit)) throw error;
      this.#refuse(row.line, error.message);
    }
  }

  #refuse(line: number, reason: string): void {
    this.#parts.tally.refuse({ line, reason });
    this.#parts.report.add({ line, reason });
  }

  async #flush(manager: EntityManager): Promise<void> {
    const { writer, tally } = this.#parts;
    const batch = this.#batch;
    this.#batch = [];
    const taken = await writer.taken(manager, batch);
    const free = batch.filter(({ line }) => !taken.has(line));
    const written = this.#rules.isDry ? free : await writer.write(manager, free);
    for (const candidate of written) tally.import(candidate);
    const isWritten = new Set(written);
    for (const candidate of batch)
      if (!isWritten.has(candidate)) this.#leave(candidate, taken.get(candidate.line));
  }

  #leave({ line }: Candidate, why: 'there' | 'username' | undefined): void {
    if (this.#rules.isAllOrNothing)
      throw new Refusal(
        `Nothing was imported: the account of line ${line} is there already, or its username is somebody else’s.`,
      );
    if (why === 'there') this.#parts.tally.addThere();
    else this.#refuse(line, 'username: Belongs to an account with another address.');
  }
}
