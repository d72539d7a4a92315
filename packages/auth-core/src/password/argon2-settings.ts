import type { Argon2Parameters } from './phc.ts';

// OWASP Password Storage Cheat Sheet: argon2id (the library's default) with 19 MiB, 2 passes, 1 lane.
export const argon2Settings = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** As every hash begins that is made today. What begins in another way is older, or comes from elsewhere. */
export const argon2Head = `$argon2id$v=19$m=${argon2Settings.memoryCost},t=${argon2Settings.timeCost},p=${argon2Settings.parallelism}$`;

export function isWeaker(parameters: Argon2Parameters): boolean {
  return (
    parameters.algorithm !== 'argon2id' ||
    parameters.version !== 19 ||
    parameters.memoryCost < argon2Settings.memoryCost ||
    parameters.timeCost < argon2Settings.timeCost ||
    parameters.parallelism < argon2Settings.parallelism
  );
}
