import { pbkdf2 } from 'node:crypto';
import { promisify } from 'node:util';
import type { Check } from '../formats/stored-hash.ts';
import { sameBytes } from './same-bytes.ts';

const derive = promisify(pbkdf2);

// Broken for signatures, not in HMAC: what old systems have stored is checked once more, and replaced.
const outputBytes = { sha1: 20, sha224: 28, sha256: 32, sha384: 48, sha512: 64 } as const;

export type Digest = keyof typeof outputBytes;

/** Five times what is advised today; a second and a half on a slow core. A higher count is damage or an attack. */
const ITERATIONS_MAX = 5_000_000;
/** Shorter ones are guessed. */
const OUTPUT_MIN = 16;

interface Pbkdf2 {
  readonly digest: Digest;
  readonly iterations: number;
  readonly salt: string | Uint8Array;
  readonly output: Uint8Array | undefined;
}

export function isDigest(name: string): name is Digest {
  return Object.hasOwn(outputBytes, name);
}

export function sizeOf(digest: Digest): number {
  return outputBytes[digest];
}

/** @returns undefined for what is broken or would take too long */
export function pbkdf2Check({ digest, iterations, salt, output }: Pbkdf2): Check | undefined {
  if (!output || output.length < OUTPUT_MIN) return undefined;
  const amount = iterations * Math.ceil(output.length / outputBytes[digest]);
  if (!Number.isInteger(iterations) || iterations < 1 || amount > ITERATIONS_MAX) return undefined;
  return {
    work: { kind: `pbkdf2-${digest}`, amount },
    matches: async (password) =>
      sameBytes(await derive(password, salt, iterations, output.length, digest), output),
  };
}
