import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StartError } from '../start-error.ts';

const KEY_BYTES = 32;

const examples = /super.?secret|change.?me|example|secret.?key|password|default/i;

export function newSecretKey(): string {
  return randomBytes(KEY_BYTES).toString('base64url');
}

/** Short, an example, or made of so few characters that it cannot be random. */
export function isWeakKey(key: string): boolean {
  return Buffer.byteLength(key) < KEY_BYTES || examples.test(key) || new Set(key).size < 12;
}

/** The key of a process outside production: made once, kept in the data folder, so that restarts keep sessions. */
export async function keptSecretKey(dataDir: string): Promise<string> {
  const file = join(dataDir, 'secret-key');
  const kept = await readFile(file, 'utf8').catch(() => '');
  if (kept !== '') return kept.trim();
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    // `wx`: of two processes that start at once, one makes the key and both read it.
    await writeFile(file, `${newSecretKey()}\n`, { mode: 0o600, flag: 'wx' }).catch(ignoreExisting);
    return (await readFile(file, 'utf8')).trim();
  } catch (cause) {
    throw new StartError(
      `The data folder ${dataDir} cannot be used: ${cause instanceof Error ? cause.message : cause}\n` +
        'Set DATA_DIR to a folder you may write to.',
      { cause },
    );
  }
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}
