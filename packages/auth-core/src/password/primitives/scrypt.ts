import { type ScryptOptions, scrypt } from 'node:crypto';
import type { Check } from '../formats/stored-hash.ts';
import { sameBytes } from './same-bytes.ts';

const MEBIBYTE = 1_048_576;
/** As much as an argon2 hash may ask for. */
const MEMORY_MAX = 256 * MEBIBYTE;
/** Memory that is gone through: about a second and a half on a slow core. */
const WORK_MAX = 512 * MEBIBYTE;
const OUTPUT_MIN = 16;

interface Scrypt {
  readonly cost: number;
  readonly blockSize: number;
  readonly parallelism: number;
  readonly salt: string | Uint8Array;
  readonly output: Uint8Array | undefined;
}

/** @returns undefined for what is broken, would take too long or needs too much memory */
export function scryptCheck({ output, salt, ...costs }: Scrypt): Check | undefined {
  const { cost, blockSize, parallelism } = costs;
  const memory = 128 * cost * blockSize;
  const amount = memory * parallelism;
  const isSane =
    Object.values(costs).every((value) => Number.isInteger(value) && value > 0) &&
    Math.log2(cost) % 1 === 0 &&
    cost > 1 &&
    memory <= MEMORY_MAX &&
    amount <= WORK_MAX;
  if (!isSane || !output || output.length < OUTPUT_MIN) return undefined;
  // The library counts what lies beside the memory as well.
  const maxmem = memory + 128 * blockSize * (parallelism + 2) + MEBIBYTE;
  const options = { cost, blockSize, parallelization: parallelism, maxmem };
  return {
    work: { kind: 'scrypt', amount },
    matches: async (password) =>
      sameBytes(await derive({ password, salt, length: output.length, options }), output),
  };
}

interface Derivation {
  readonly password: string;
  readonly salt: string | Uint8Array;
  readonly length: number;
  readonly options: ScryptOptions;
}

function derive({ password, salt, length, options }: Derivation): Promise<Buffer> {
  return new Promise((resolve, reject) =>
    scrypt(password, salt, length, options, (error, key) => (error ? reject(error) : resolve(key))),
  );
}
