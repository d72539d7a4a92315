import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { createClient } from '@redis/client';
import { freePort } from './api.ts';

const finder = resolve('../../scripts/find-redis.mjs');

/** A real Redis server that a test may stop, freeze and start again. */
export class Redis {
  readonly url: string;
  readonly #program: string;
  readonly #port: number;
  readonly #folder: string;
  #server: ChildProcess | undefined;

  private constructor(program: string, port: number, folder: string) {
    this.#program = program;
    this.#port = port;
    this.#folder = folder;
    this.url = `redis://127.0.0.1:${port}`;
  }

  static async start(): Promise<Redis> {
    const { stdout } = await promisify(execFile)(process.execPath, [finder]);
    const folder = await mkdtemp(join(tmpdir(), 'gatehouse-redis-'));
    const redis = new Redis(stdout.trim(), await freePort(), folder);
    await redis.run();
    return redis;
  }

  async run(): Promise<void> {
    const settings = { port: this.#port, bind: '127.0.0.1', dir: this.#folder, save: '' };
    const server = spawn(
      this.#program,
      Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]),
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    this.#server = server;
    let output = '';
    server.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    while (!/ready to accept connections/i.test(output)) {
      if (server.exitCode !== null) throw new Error(`Redis ended:\n${output}`);
      await once(server.stdout, 'data');
    }
  }

  signal(name: NodeJS.Signals): void {
    this.#server?.kill(name);
  }

  /** As if the machine had lost its power: nobody is told. */
  async crash(): Promise<void> {
    const server = this.#server;
    if (!server || server.signalCode !== null) return;
    server.kill('SIGKILL');
    await once(server, 'close');
  }

  /** One command of an operator. */
  async command(...words: string[]): Promise<unknown> {
    const client = await createClient({ url: this.url }).connect();
    try {
      return await client.sendCommand(words);
    } finally {
      client.destroy();
    }
  }

  async stop(): Promise<void> {
    await this.crash();
    await rm(this.#folder, { recursive: true, force: true });
  }
}
