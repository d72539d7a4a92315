import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { ServerProcess } from './server-process.ts';
import { host } from './wire.ts';

const dist = new URL('../../../dist/', import.meta.url);
const run = promisify(execFile);

/** The built program, as an operator runs it behind a proxy. */
export class Product {
  readonly secretKey = randomBytes(32).toString('base64url');
  readonly #databaseUrl: string;

  constructor(databaseUrl: string) {
    this.#databaseUrl = databaseUrl;
  }

  async migrate(): Promise<void> {
    const program = new URL('cli/main.js', dist);
    await run(process.execPath, [program.pathname, 'migrate', 'up'], {
      env: { PATH: process.env['PATH'], ...this.#variables(this.#databaseUrl) },
    });
  }

  /** @param options.databaseUrl another way to the same database */
  start({
    databaseUrl = this.#databaseUrl,
    flags = [],
  }: StartOptions = {}): Promise<ServerProcess> {
    return ServerProcess.start({
      script: new URL('main.js', dist),
      flags,
      variables: this.#variables(databaseUrl),
      ready: { path: '/api/health/live' },
    });
  }

  #variables(databaseUrl: string): Record<string, string> {
    return {
      NODE_ENV: 'production',
      PUBLIC_URL: `https://${host}`,
      SECRET_KEYS: this.secretKey,
      DATABASE_URL: databaseUrl,
      TRUST_PROXY: '1',
      REGISTRATIONS_PER_ADDRESS: '999999',
      FAILURES_PER_ADDRESS: '999999',
    };
  }
}

interface StartOptions {
  readonly databaseUrl?: string;
  readonly flags?: readonly string[];
}
