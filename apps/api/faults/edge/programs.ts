import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);
const finder = resolve('../../scripts/find-program.mjs');

export type ProgramName = 'nginx' | 'caddy' | 'haproxy' | 'slowhttptest';

/** The path of a program of others: of this computer, or unpacked for these tests. */
export async function programPath(name: ProgramName): Promise<string> {
  const { stdout } = await execute(process.execPath, [finder, name]);
  return stdout.trim();
}
