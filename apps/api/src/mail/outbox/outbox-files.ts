import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Mail } from '../mailer.ts';

/** A mail of the folder. */
export interface KeptMail extends Mail {
  /** When it came, as an ISO date. */
  readonly at: string;
}

/** More than anybody looks at. */
const SHOWN = 200;

/** Reads what the outbox holds. */
export class OutboxFiles {
  constructor(private readonly folder: string) {}

  /** The latest first. */
  async all(): Promise<KeptMail[]> {
    const mails = await Promise.all((await this.#names()).map((name) => this.#read(name)));
    return mails
      .filter((mail) => mail !== undefined)
      .sort((one, other) => other.at.localeCompare(one.at))
      .slice(0, SHOWN);
  }

  /** Chosen among the files that are there: no path is made of what somebody sends. */
  async one(id: string): Promise<KeptMail | undefined> {
    const name = (await this.#names()).find((there) => there === `${id}.json`);
    return name === undefined ? undefined : this.#read(name);
  }

  async #names(): Promise<string[]> {
    const names = await readdir(this.folder).catch(() => []);
    return names.filter((name) => name.endsWith('.json'));
  }

  async #read(name: string): Promise<KeptMail | undefined> {
    try {
      return JSON.parse(await readFile(join(this.folder, name), 'utf8')) as KeptMail;
    } catch {
      // Nobody keeps people from clearing the folder.
      return undefined;
    }
  }
}
