import { randomBytes } from 'node:crypto';
import { chown, mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StartError } from '../start-error.ts';
import type { Variables } from './env-schema.ts';

const KEY_BYTES = 32;

const examples = /super.?secret|change.?me|example|secret.?key|password|default/i;

export function newSecretKey(): string {
  return randomBytes(KEY_BYTES).toString('base64url');
}

/** Short, an example, or made of so few characters that it cannot be random. */
export function isWeakKey(key: string): boolean {
  return Buffer.byteLength(key) < KEY_BYTES || examples.test(key) || new Set(key).size < 12;
}

/** How many older keys a data folder keeps: those of whoever comes back rarely. */
const KEPT_OLD = 3;

/**
 * The keys of a process outside production, newest first: one is made once, and kept in the data folder, so that restarts
 * keep sessions.
 */
export async function keptSecretKeys(dataDir: string): Promise<readonly string[]> {
  const file = secretKeyFile(dataDir);
  const kept = await readFile(file, 'utf8').catch(() => '');
  if (kept !== '') return linesOf(kept);
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    // `wx`: of two processes that start at once, one makes the key and both read it.
    await writeFile(file, `${newSecretKey()}\n`, { mode: 0o600, flag: 'wx' }).catch(ignoreExisting);
    return linesOf(await readFile(file, 'utf8'));
  } catch (cause) {
    throw new StartError(
      `The data folder ${dataDir} cannot be used: ${cause instanceof Error ? cause.message : cause}\n` +
        'Set DATA_DIR to a folder you may write to.',
      { cause },
    );
  }
}

/**
 * Puts a new key in front of those that are kept. Processes know it when they are started again.
 * @param options.isAlone whether the older ones are given up, and every session with them
 */
export async function rotateKeptKeys(
  dataDir: string,
  { isAlone }: { readonly isAlone: boolean },
): Promise<readonly string[]> {
  const old = isAlone ? [] : await keptSecretKeys(dataDir);
  const keys = [newSecretKey(), ...old.slice(0, KEPT_OLD)];
  const file = secretKeyFile(dataDir);
  const next = `${file}.${process.pid}`;
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  await writeFile(next, `${keys.join('\n')}\n`, { mode: 0o600 });
  // Root may do this for the user whom the server runs as, who has to be able to read it.
  const owner = await stat(file).catch(() => undefined);
  if (owner && process.getuid?.() === 0) await chown(next, owner.uid, owner.gid);
  await rename(next, file);
  return keys;
}

/** When the newest of the kept keys was put in front. */
export async function keptSince(dataDir: string): Promise<Date> {
  return (await stat(secretKeyFile(dataDir))).mtime;
}

export function secretKeyFile(dataDir: string): string {
  return join(dataDir, 'secret-key');
}

function linesOf(kept: string): readonly string[] {
  return kept.split('\n').filter((line) => line.trim() !== '');
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}

export function keyFaults({ SECRET_KEYS }: Variables): string[] {
  const weak = SECRET_KEYS.flatMap((key, index) =>
    isWeakKey(key)
      ? [
          `SECRET_KEYS: key ${index + 1} is short or an example; 32 random bytes are needed. Make one with: npm run gatehouse -- secret new`,
        ]
      : [],
  );
  const repeated = new Set(SECRET_KEYS).size < SECRET_KEYS.length;
  return repeated ? [...weak, 'SECRET_KEYS: the same key stands there twice.'] : weak;
}
