import type { Cli } from '../frame/cli.ts';
import { sheet } from '../frame/table.ts';
import type { Candidate } from './candidate.ts';

export interface Refused {
  readonly line: number;
  readonly reason: string;
}

/** Named in the answer; all of them stand in the report. */
const NAMED = 20;

/** What became of the rows. */
export class Tally {
  readonly #began = performance.now();
  readonly #formats = new Map<string, number>();
  readonly #named: Refused[] = [];
  #rows = 0;
  #imported = 0;
  #admins = 0;
  #there = 0;
  #refused = 0;

  get rows(): number {
    return this.#rows;
  }

  get refused(): number {
    return this.#refused;
  }

  addRow(): void {
    this.#rows += 1;
  }

  import({ format, role }: Candidate): void {
    this.#imported += 1;
    if (role === 'admin') this.#admins += 1;
    this.#formats.set(format, (this.#formats.get(format) ?? 0) + 1);
  }

  addThere(): void {
    this.#there += 1;
  }

  refuse(refused: Refused): void {
    this.#refused += 1;
    if (this.#named.length < NAMED) this.#named.push(refused);
  }

  /** @param options.dryRun whether nothing was written */
  tell(
    cli: Cli,
    options: { readonly json?: true | undefined; readonly dryRun?: true | undefined },
  ): void {
    const { dryRun: isDry = false } = options;
    const formats = Object.fromEntries(
      [...this.#formats].sort(([, one], [, other]) => other - one),
    );
    const counts = { rows: this.#rows, imported: this.#imported, alreadyThere: this.#there };
    const seconds = Math.round((performance.now() - this.#began) / 100) / 10;
    const more = { refused: this.#refused, admins: this.#admins, seconds };
    cli.answer(options, {
      data: { dryRun: isDry, ...counts, ...more, formats, refusals: this.#named },
      words: (paint) => [
        ...sheet([
          ['Rows', counts.rows],
          [isDry ? 'Would be imported' : 'Imported', counts.imported],
          ...Object.entries(formats).map(([format, count]) => [`  ${format}`, count] as const),
          ['  admins among them', more.admins],
          ['There already', counts.alreadyThere],
          ['Refused', more.refused],
          ['Seconds', seconds],
        ])(paint),
        ...this.#named.map(({ line, reason }) => `  line ${line}: ${reason}`),
        ...(more.refused > NAMED ? ['  … all of them: --report <file>'] : []),
      ],
    });
  }
}
