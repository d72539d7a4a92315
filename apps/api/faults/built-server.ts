import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { newSecretKey } from '../src/config/secret-keys.ts';
import { freePort } from '../test/api.ts';

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));

export interface BuiltServerOptions {
  readonly databaseUrl: string;
  /** Environment variables that differ from the defaults. */
  readonly variables?: Readonly<Record<string, string>>;
  /** A command in front of `node`, such as `prlimit --nofile=64`. */
  readonly prefix?: readonly string[];
  /** Options of Node itself. */
  readonly nodeOptions?: readonly string[];
  /** Where the log goes instead of `log`: a descriptor. */
  readonly stdout?: number;
}

/** The product as an operator runs it: a process of its own, seen by its answers, its log and its end. */
export class BuiltServer {
  readonly port: number;
  readonly process: ChildProcess;
  /** Lines of the log. */
  readonly log: string[] = [];
  /** What the person at the terminal was told. */
  readonly said: string[] = [];
  /** How it ended: an exit code, or the name of a signal. */
  readonly end: Promise<number | NodeJS.Signals>;
  #hasEnded = false;

  private constructor(port: number, child: ChildProcess) {
    this.port = port;
    this.process = child;
    for (const [stream, lines] of [
      [child.stdout, this.log],
      [child.stderr, this.said],
    ] as const)
      if (stream) createInterface({ input: stream }).on('line', (line) => lines.push(line));
    this.end = once(child, 'close').then(([code, signal]) => {
      this.#hasEnded = true;
      return signal ?? code;
    });
  }

  /** Begins without waiting. */
  static async spawn(options: BuiltServerOptions): Promise<BuiltServer> {
    const port = Number(options.variables?.['PORT'] ?? (await freePort()));
    const [command = '', ...rest] = [
      ...(options.prefix ?? []),
      process.execPath,
      ...(options.nodeOptions ?? []),
      main,
    ];
    const child = spawn(command, rest, {
      env: {
        PATH: process.env['PATH'],
        DATABASE_URL: options.databaseUrl,
        SECRET_KEYS: newSecretKey(),
        LOG_LEVEL: 'info',
        // A test asks faster than a person, from one address.
        REGISTRATIONS_PER_ADDRESS: '100000',
        FAILURES_PER_ADDRESS: '100000',
        ...options.variables,
        PORT: String(port),
      },
      stdio: ['ignore', options.stdout ?? 'pipe', 'pipe'],
    });
    return new BuiltServer(port, child);
  }

  /** @returns a server that is ready */
  static async start(options: BuiltServerOptions): Promise<BuiltServer> {
    const server = await BuiltServer.spawn(options);
    await server.ready();
    return server;
  }

  get baseUrl(): string {
    return `http://localhost:${this.port}`;
  }

  get pid(): number {
    return this.process.pid ?? 0;
  }

  get isRunning(): boolean {
    return !this.#hasEnded;
  }

  /** A request; one that has no answer for a long time is a fault of its own. */
  raw(path: string, init: RequestInit = {}): Promise<Response> {
    return fetch(this.baseUrl + path, {
      redirect: 'manual',
      signal: AbortSignal.timeout(60_000),
      ...init,
    });
  }

  /** The status of an answer; 0 where there was none. */
  status(path: string, init?: RequestInit): Promise<number> {
    return this.raw(path, init).then(
      async (response) => {
        await response.arrayBuffer();
        return response.status;
      },
      () => 0,
    );
  }

  /** Waits until it says that it can do its work, and answers how long that took in milliseconds. */
  async ready(patience = 60_000): Promise<number> {
    const asked = performance.now();
    while ((await this.status('/api/health/ready')) !== 200) {
      const words = `${this.said.join('\n')}\n${this.log.slice(-5).join('\n')}`;
      if (this.#hasEnded) throw new Error(`The server ended instead of being ready:\n${words}`);
      if (performance.now() - asked > patience) throw new Error(`It is not ready:\n${words}`);
      await delay(50);
    }
    return performance.now() - asked;
  }

  kill(signal: NodeJS.Signals): void {
    this.process.kill(signal);
  }

  async stop(): Promise<number | NodeJS.Signals> {
    if (this.isRunning) this.kill('SIGTERM');
    return this.end;
  }
}
