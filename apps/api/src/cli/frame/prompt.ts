import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { Misuse, Refusal } from './refusal.ts';
import type { World } from './world.ts';

/** Questions to the person at the terminal. They go where no answer of a command goes. */
export class Prompt {
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  /** @throws Refusal unless the answer is yes; Misuse where nobody can be asked */
  async confirm(question: string, { yes }: { readonly yes?: true | undefined }): Promise<void> {
    if (yes) return;
    if (!this.#world.stdin.isTTY)
      throw new Misuse('Nobody is there to confirm it. Say --yes to do it without a question.');
    const answer = await this.#ask(`${question} [y/N] `, this.#world.stderr);
    if (!/^y(es)?$/i.test(answer.trim())) throw new Refusal('Nothing was changed.');
  }

  /** Twice, and unseen; or from the standard input, for a program that knows it. */
  async newPassword({ passwordStdin }: { passwordStdin?: true | undefined }): Promise<string> {
    const { stdin } = this.#world;
    // The end of the line belongs to whoever printed it, not to the password.
    if (passwordStdin) return (await text(stdin)).replace(/\r?\n$/, '');
    if (!stdin.isTTY)
      throw new Misuse('Nobody is there to type the password. Pipe it in, with --password-stdin.');
    const password = await this.#secret('Password: ');
    if ((await this.#secret('The same again: ')) !== password)
      throw new Refusal('The two passwords are not the same. Nothing was changed.');
    return password;
  }

  async #secret(question: string): Promise<string> {
    this.#world.stderr.write(question);
    const answer = await this.#ask('', nowhere());
    this.#world.stderr.write('\n');
    return answer;
  }

  #ask(question: string, output: Writable): Promise<string> {
    const lines = createInterface({ input: this.#world.stdin, output, terminal: true });
    return new Promise((resolve, reject) => {
      lines.once('SIGINT', () => lines.close());
      lines.once('close', () => reject(new Refusal('Nothing was changed.')));
      lines.question(question, (answer) => {
        resolve(answer);
        lines.close();
      });
    });
  }
}

function nowhere(): Writable {
  return new Writable({ write: (_chunk, _encoding, done) => done() });
}
