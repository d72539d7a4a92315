import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

const program = join(import.meta.dirname, '../apps/api/dist/main.js');
const operator = join(import.meta.dirname, '../apps/api/dist/cli/main.js');

/** The product as `npm start` runs it, on a port and a data folder of its own. */
export class Product {
  readonly url: string;
  readonly #port: number;
  readonly #folder: string;
  readonly #variables: Readonly<Record<string, string>>;
  #process: ChildProcess | undefined;
  #output = '';

  private constructor(port: number, folder: string, variables: Readonly<Record<string, string>>) {
    this.#port = port;
    this.#folder = folder;
    this.#variables = variables;
    this.url = `http://localhost:${port}`;
  }

  /** @param variables of the environment, beside the defaults */
  static async start(variables: Readonly<Record<string, string>> = {}): Promise<Product> {
    const folder = await mkdtemp(join(tmpdir(), 'gatehouse-e2e-'));
    const product = new Product(await freePort(), folder, variables);
    await product.run();
    return product;
  }

  /** Starts it, or starts it again on the same data. */
  async run(): Promise<void> {
    this.#output = '';
    const started = spawn(process.execPath, [program], {
      env: this.#environment(),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#process = started;
    for (const stream of [started.stdout, started.stderr])
      stream?.on('data', (chunk: Buffer) => {
        this.#output += chunk.toString();
      });
    await this.#ready(started);
  }

  /** The folder of its mail, as long as no variable says otherwise. */
  get outbox(): string {
    return join(this.#folder, 'outbox');
  }

  /** What it said since it was started. */
  get output(): string {
    return this.#output;
  }

  /** Ends the process and keeps the data. */
  async halt(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    const running = this.#process;
    if (!running || running.exitCode !== null || running.signalCode !== null) return;
    running.kill(signal);
    await once(running, 'exit');
  }

  /** Makes an admin, as an operator does, while the product runs. */
  async makeAdmin(username: string): Promise<void> {
    const words = ['user', 'role', username, 'admin'];
    await execute(process.execPath, [operator, ...words], { env: this.#environment() });
  }

  async stop(): Promise<void> {
    await this.halt();
    await rm(this.#folder, { recursive: true, force: true });
  }

  #environment(): NodeJS.ProcessEnv {
    const { DATABASE_URL: _, ...inherited } = process.env;
    return {
      ...inherited,
      NODE_ENV: 'development',
      PORT: String(this.#port),
      DATA_DIR: this.#folder,
      LOG_LEVEL: 'error',
      // All people of a test share an address.
      FAILURES_PER_ADDRESS: '100000',
      REGISTRATIONS_PER_ADDRESS: '100000',
      RESETS_PER_ADDRESS: '100000',
      ...this.#variables,
    };
  }

  async #ready(started: ChildProcess): Promise<void> {
    const deadline = Date.now() + 60_000;
    while (Date.now() < deadline) {
      if (started.exitCode !== null) throw new Error(`The product ended:\n${this.#output}`);
      const answer = await fetch(`${this.url}/api/health/ready`, {
        signal: AbortSignal.timeout(5_000),
      }).catch(() => undefined);
      if (answer?.ok) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`The product was not ready in time:\n${this.#output}`);
  }
}

/** Below the range that outgoing connections use. */
export async function freePort(): Promise<number> {
  const port = 10_000 + Math.floor(Math.random() * 20_000);
  const probe = createServer();
  try {
    probe.listen(port, '127.0.0.1');
    await once(probe, 'listening');
    return port;
  } catch {
    return freePort();
  } finally {
    probe.close();
  }
}
