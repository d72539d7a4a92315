import { PassThrough, Writable } from 'node:stream';
import { run } from '../src/cli/program.ts';
import { newSecretKey } from '../src/config/secret-keys.ts';

/** How a command went. */
export interface Told {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface OperatorOptions {
  readonly variables?: Readonly<Record<string, string>>;
  /** What is typed, line by line, at a terminal; or what is piped in, all at once. */
  readonly types?: readonly string[];
  readonly pipes?: string;
  /** Whether people read what it says. */
  readonly isTerminal?: boolean;
  /** When it is interrupted, if it goes on for ever. */
  readonly until?: AbortSignal;
}

/** The operator of a database: commands run in this process, as they run in one of their own. */
export class Operator {
  readonly #variables: Readonly<Record<string, string>>;

  /** @param databaseUrl of the database that is operated */
  constructor(databaseUrl: string, variables: Readonly<Record<string, string>> = {}) {
    this.#variables = {
      NODE_ENV: 'test',
      DATABASE_URL: databaseUrl,
      SECRET_KEYS: newSecretKey(),
      ...variables,
    };
  }

  /** @param line the command, its words divided by spaces; or the words */
  async run(line: string | readonly string[], options: OperatorOptions = {}): Promise<Told> {
    const { variables = {}, types, pipes } = options;
    const words = typeof line === 'string' ? line.split(' ') : line;
    const stdin = Object.assign(new PassThrough(), { isTTY: types !== undefined });
    const [stdout, stderr] = [captured(options), captured(options)];
    if (types) answerQuestions(stdin, stderr, types);
    else stdin.end(pipes ?? '');
    const settings = { ...this.#variables, ...variables };
    const interruption = (): AbortSignal => options.until ?? new AbortController().signal;
    const world = { variables: settings, interruption, stdin, stdout, stderr };
    const code = await run(words, world);
    return { code, out: stdout.text, err: stderr.text };
  }

  /** @returns what it answers a program @throws Error unless it is done */
  async ask(line: string | readonly string[], options: OperatorOptions = {}): Promise<unknown> {
    const words = typeof line === 'string' ? line.split(' ') : line;
    const { code, out, err } = await this.run([...words, '--json'], options);
    if (code !== 0) throw new Error(`${words.join(' ')} ended with ${code}:\n${err}`);
    return JSON.parse(out);
  }
}

class Captured extends Writable {
  text = '';
  isTTY = false;

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    this.emit('words', chunk.toString());
    done();
  }
}

function captured({ isTerminal = false }: OperatorOptions): Captured {
  return Object.assign(new Captured(), { isTTY: isTerminal });
}

/** A line for each question, when it is asked. */
function answerQuestions(stdin: PassThrough, stderr: Captured, lines: readonly string[]): void {
  const left = [...lines];
  stderr.on('words', (words: string) => {
    if (!/(?:\[y\/N\]|:) /.test(words)) return;
    const line = left.shift();
    setImmediate(() => (line === undefined ? stdin.end() : stdin.write(`${line}\n`)));
  });
}
