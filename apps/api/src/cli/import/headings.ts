import { Refusal } from '../frame/refusal.ts';
import { type Column, columnOf } from './columns.ts';

/** Which of the headings of a source are read, and as what. */
export class Headings {
  readonly #column = new Map<string, Column>();
  readonly #heading = new Map<Column, string>();
  readonly #unread = new Set<string>();

  /** Those that say nothing to us. */
  get unread(): readonly string[] {
    return [...this.#unread];
  }

  /** @throws Refusal when two of them mean the same */
  add(heading: string): Column | undefined {
    const seen = this.#column.get(heading);
    if (seen || this.#unread.has(heading)) return seen;
    const column = columnOf(heading);
    if (!column) {
      this.#unread.add(heading);
      return undefined;
    }
    const other = this.#heading.get(column);
    if (other !== undefined)
      throw new Refusal(`Two columns are the ${column}: ${other} and ${heading}. Keep one.`);
    this.#column.set(heading, column);
    this.#heading.set(column, heading);
    return column;
  }

  /** @throws Refusal without the one that everybody has to have */
  requireEmail(): void {
    if (!this.#heading.has('email'))
      throw new Refusal(
        'There is no column "email". The first line has to name the columns: username,email,name,role,password_hash,created_at',
      );
  }
}
