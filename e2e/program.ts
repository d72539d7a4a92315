import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../apps/api/dist');

/** A program of the product, as an operator runs it: with these variables and nothing of ours beside them. */
export class Program {
  readonly #process: ChildProcess;
  #output = '';

  private constructor(process: ChildProcess) {
    this.#process = process;
    for (const stream of [process.stdout, process.stderr])
      stream?.on('data', (chunk: Buffer) => {
        this.#output += chunk.toString();
      });
  }

  /** @param command a file of the API, and its arguments */
  static run(command: string, variables: Readonly<Record<string, string>>): Program {
    const [name = '', ...args] = command.split(' ');
    const { PATH = '', HOME = '' } = process.env;
    return new Program(
      spawn(process.execPath, [join(folder, `${name}.js`), ...args], {
        env: { PATH, HOME, ...variables },
        stdio: ['ignore', 'pipe', 'pipe'],
      }),
    );
  }

  get output(): string {
    return this.#output;
  }

  /** Waits for these words. @throws when it ends without them */
  async says(words: string): Promise<void> {
    while (!this.#output.includes(words)) {
      if (this.#isOver) throw new Error(`It ended without "${words}":\n${this.#output}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** Waits for its end. @returns the exit code; null after a signal that ended it */
  async end(): Promise<number | null> {
    if (!this.#isOver) await once(this.#process, 'close');
    return this.#process.exitCode;
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    if (!this.#isOver) this.#process.kill(signal);
    return this.end();
  }

  get #isOver(): boolean {
    return this.#process.exitCode !== null || this.#process.signalCode !== null;
  }
}
