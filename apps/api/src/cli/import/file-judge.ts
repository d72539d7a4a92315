import { canonicalUsername, USERNAME_MAX, USERNAME_MIN } from '@gatehouse/auth-core';
import { type Candidate, candidateOf, Unfit } from './candidate.ts';
import type { SourceRow } from './source.ts';

export interface JudgeOptions {
  readonly withoutPasswords: boolean;
  /** Whether a name is made of the address where there is none, or the address stands in its place. */
  readonly namesFromEmail: boolean;
}

/** Room for a number behind a name that is taken. */
const MADE_MAX = USERNAME_MAX - 8;

/** Judges the rows of one source, each by itself and beside those before it. The same rows are judged alike every time. */
export class FileJudge {
  readonly #options: JudgeOptions;
  readonly #usernames = new Map<string, number>();
  readonly #emails = new Map<string, number>();

  constructor(options: JudgeOptions) {
    this.#options = options;
  }

  /** @throws Unfit with the reason why the row is refused */
  judge(row: SourceRow): Candidate {
    if ('problem' in row) throw new Unfit(row.problem);
    const { line } = row;
    const { withoutPasswords } = this.#options;
    const fields = { ...row.fields, username: this.#usernameOf(row.fields) };
    const candidate = candidateOf({ line, fields, withoutPasswords });
    const { usernameCanonical, emailCanonical } = candidate;
    alone(this.#emails.get(emailCanonical), 'email');
    alone(this.#usernames.get(usernameCanonical), 'username');
    this.#emails.set(emailCanonical, line);
    this.#usernames.set(usernameCanonical, line);
    return candidate;
  }

  #usernameOf({ username = '', email = '' }: { username?: string; email?: string }): string {
    const isName = username.trim() !== '' && !username.includes('@');
    if (!this.#options.namesFromEmail) {
      if (username.trim() === '')
        throw new Unfit('username: There is none. --username-from email makes one.');
      return username;
    }
    return isName ? username : this.#made(email);
  }

  /** The part before the @, with what a username may hold; a number behind it when another row was first. */
  #made(email: string): string {
    const [local = '', domain = ''] = email.trim().split('@');
    const short = spelled(local);
    const base = short.length < USERNAME_MIN ? spelled(`${local}-${domain}`) : short;
    let name = base;
    for (let count = 2; this.#usernames.has(canonicalUsername(name)); count += 1)
      name = `${base}${count}`;
    return name;
  }
}

function spelled(text: string): string {
  return text
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, MADE_MAX);
}

function alone(before: number | undefined, column: string): void {
  if (before !== undefined)
    throw new Unfit(`${column}: Stands in line ${before} as well, which counts.`);
}
