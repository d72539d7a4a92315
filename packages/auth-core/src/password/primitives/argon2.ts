import { verify } from '@node-rs/argon2';
import type { Check } from '../formats/stored-hash.ts';
import { parsePhc } from '../phc.ts';
import { asTyped, matchesPrepared, type Preparation } from './preparations.ts';

/** Memory that is gone through: about a second and a half on a slow core, in two spellings. */
const WORK_MAX_KIB = 1_048_576;

/** @returns undefined for what is broken, would take too long or needs too much memory */
export function argon2Check(
  stored: string,
  preparations: readonly Preparation[] = [asTyped],
): Check | undefined {
  const costs = parsePhc(stored);
  if (!costs) return undefined;
  const amount = costs.memoryCost * costs.timeCost;
  if (amount > WORK_MAX_KIB) return undefined;
  return {
    work: { kind: 'argon2', amount },
    matches: (password) =>
      matchesPrepared(password, preparations, (prepared) => verify(stored, prepared)),
  };
}
