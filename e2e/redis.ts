import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from './product.ts';

const finder = join(import.meta.dirname, '../scripts/find-redis.mjs');

interface Redis {
  readonly url: string;
  stop(): Promise<void>;
}

/** A Redis server that keeps nothing, and is gone afterwards. */
export async function startRedis(): Promise<Redis> {
  const { stdout } = await promisify(execFile)(process.execPath, [finder]);
  const folder = await mkdtemp(join(tmpdir(), 'gatehouse-e2e-'));
  const port = await freePort();
  const settings = { port, bind: '127.0.0.1', dir: folder, save: '' };
  const server = spawn(
    stdout.trim(),
    Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]),
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  await ready(server);
  return {
    url: `redis://127.0.0.1:${port}`,
    stop: async () => {
      server.kill();
      await once(server, 'close');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function ready(server: ChildProcess): Promise<void> {
  let output = '';
  for await (const chunk of server.stdout ?? []) {
    output += chunk;
    if (/ready to accept connections/i.test(output)) {
      server.stdout?.resume();
      return;
    }
  }
  throw new Error(`Redis ended:\n${output}`);
}
