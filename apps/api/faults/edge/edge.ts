import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../../test/api.ts';
import type { Certificate } from './certificate.ts';
import { type ProxyName, proxies } from './examples.ts';
import { programPath } from './programs.ts';

interface Options {
  readonly upstream: number;
  readonly certificate: Certificate;
  /** What somebody has added to the example. */
  readonly change?: (configuration: string, folder: string) => string;
}

/** A proxy that ends TLS, with the very configuration that we show to people. */
export class Edge {
  readonly http: number;
  readonly https: number;
  readonly #process: ChildProcess;
  readonly #folder: string;

  private constructor(parts: {
    http: number;
    https: number;
    process: ChildProcess;
    folder: string;
  }) {
    this.http = parts.http;
    this.https = parts.https;
    this.#process = parts.process;
    this.#folder = parts.folder;
  }

  static async start(name: ProxyName, { upstream, certificate, change }: Options): Promise<Edge> {
    const { file, options, places } = proxies[name];
    const folder = await mkdtemp(join(tmpdir(), `gatehouse-${name}-`));
    await chmod(folder, 0o755);
    const [http, https] = [await freePort(), await freePort()];
    const example = await readFile(resolve('../../docs/how-to/examples', file), 'utf8');
    const configuration = places({ folder, certificate, http, https, upstream }).reduce(
      (text, [theirs, ours]) => {
        if (!text.includes(theirs)) throw new Error(`${file} does not say ${theirs}.`);
        return text.replaceAll(theirs, ours);
      },
      example,
    );
    const own = join(folder, file);
    await writeFile(own, change ? change(configuration, folder) : configuration);
    const child = spawn(await programPath(name), options(own, folder), {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, HOME: folder, XDG_CONFIG_HOME: folder, XDG_DATA_HOME: folder },
    });
    const edge = new Edge({ http, https, process: child, folder });
    await edge.#isUp();
    return edge;
  }

  async stop(): Promise<void> {
    if (this.#process.exitCode === null && this.#process.signalCode === null) {
      this.#process.kill('SIGTERM');
      await once(this.#process, 'close');
    }
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #isUp(): Promise<void> {
    let said = '';
    this.#process.stderr?.on('data', (words) => {
      said += String(words);
    });
    for (let attempt = 0; attempt < 200; attempt += 1) {
      if (this.#process.exitCode !== null) throw new Error(`The proxy ended:\n${said}`);
      if (await takesConnections(this.https)) return;
      await delay(50);
    }
    throw new Error(`The proxy does not listen:\n${said}`);
  }
}

async function takesConnections(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  return new Promise((resolve) => {
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
  }).finally(() => socket.destroy()) as Promise<boolean>;
}
