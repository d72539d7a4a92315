import type { INestApplicationContext } from '@nestjs/common';
import type { CommandDatabase } from './command-database.ts';
import { type Paint, paintOf } from './paint.ts';
import { Prompt } from './prompt.ts';
import type { World } from './world.ts';

/** What a command has to say: for programs, and for people. */
export interface Answer {
  readonly data: unknown;
  readonly words: string | readonly string[] | ((paint: Paint) => readonly string[]);
}

/** The hands of a command. */
export class Cli {
  readonly world: World;
  readonly prompt: Prompt;
  readonly #paint: Paint;

  constructor(world: World) {
    this.world = world;
    this.prompt = new Prompt(world);
    this.#paint = paintOf(world.stdout, world);
  }

  /** The answer, and nothing else, goes to the standard output. */
  answer({ json }: { readonly json?: true | undefined }, { data, words }: Answer): void {
    const lines = typeof words === 'function' ? words(this.#paint) : [words].flat();
    for (const line of json ? [JSON.stringify(data, null, 2)] : lines) this.line(line);
  }

  line(words: string): void {
    this.world.stdout.write(`${words}\n`);
  }

  /** News for the person who waits. */
  readonly note = (words: string): void => void this.world.stderr.write(`${words}\n`);

  /** The database alone. @param options.isPrepared false to take the tables as they are */
  async database<Result>(
    work: (database: CommandDatabase) => Promise<Result>,
    options: { readonly isPrepared?: boolean } = {},
  ): Promise<Result> {
    const { openDatabase } = await import('./command-database.ts');
    const database = await openDatabase(this.world.variables, { note: this.note, ...options });
    try {
      return await work(database);
    } finally {
      await database.close();
    }
  }

  /** The services of the API, with their rules. What they end is over in every process when they return. */
  async application<Result>(
    work: (application: INestApplicationContext) => Promise<Result>,
  ): Promise<Result> {
    return this.database(async (database) => {
      const { openApplication } = await import('./application.ts');
      const application = await openApplication(database, this.note);
      try {
        return await work(application);
      } finally {
        await application.close();
      }
    });
  }
}
