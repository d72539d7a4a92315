import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { Connection } from './connection.ts';
import { freePort } from './free-port.ts';
import { parsePss } from './proc-files.ts';
import type { Ask } from './wire.ts';

export interface ServerProgram {
  readonly script: URL;
  readonly args?: readonly string[];
  readonly flags?: readonly string[];
  readonly variables?: Readonly<Record<string, string>>;
  /** What it answers once it works. */
  readonly ready: Ask;
}

export interface Usage {
  /** Microseconds on a processor. */
  readonly cpu: number;
  /** Bytes. */
  readonly heap: number;
}

const probe = new URL('./processes/probe.js', import.meta.url);
const PATIENCE = 30_000;
const PAUSE = 2;

/** A measured server, in a process of its own. */
export class ServerProcess {
  private constructor(
    readonly port: number,
    /** Milliseconds from the command to the first answer. */
    readonly startTime: number,
    readonly child: ChildProcess,
  ) {}

  /** @throws Error with what it complained about */
  static async start(program: ServerProgram): Promise<ServerProcess> {
    const port = await freePort();
    const { script, args = [], flags = [], variables = {} } = program;
    const began = performance.now();
    const child = spawn(
      process.execPath,
      [...flags, '--import', probe.href, script.pathname, ...args],
      {
        // Its log goes nowhere: a terminal or a disk would be measured, too.
        stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
        env: { PATH: process.env['PATH'], HOST: '127.0.0.1', PORT: String(port), ...variables },
      },
    );
    let complaint = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      complaint = `${complaint}${text}`.slice(-2000);
    });
    while (!(await isReady(port, program.ready))) {
      if (child.exitCode !== null || performance.now() - began > PATIENCE)
        throw new Error(`${script.pathname} does not start:\n${complaint}`);
      await delay(PAUSE);
    }
    return new ServerProcess(port, performance.now() - began, child);
  }

  usage(): Promise<Usage> {
    return this.#ask('usage');
  }

  /** After a collection of garbage; the process needs the flag `--expose-gc`. */
  usageCollected(): Promise<Usage> {
    return this.#ask('collect');
  }

  /** KiB; undefined where the system does not tell. */
  async pss(): Promise<number | undefined> {
    const file = `/proc/${this.child.pid}/smaps_rollup`;
    return parsePss(await readFile(file, 'utf8').catch(() => ''));
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const exit = once(this.child, 'exit');
    this.child.kill();
    await exit;
  }

  async #ask(question: string): Promise<Usage> {
    this.child.send(question);
    const [usage] = await once(this.child, 'message');
    return usage as Usage;
  }
}

async function isReady(port: number, ask: Ask): Promise<boolean> {
  const answer = await Connection.ask(port, ask).catch(() => undefined);
  return answer?.status === 200;
}
