import { verify } from '@node-rs/argon2';
import type { Check } from '../formats/stored-hash.ts';
import { parsePhc } from '../phc.ts';
import { asTyped, matchesPrepared, type Preparation } from './preparations.ts';

/** @returns undefined for what is broken, would take too long or needs too much memory */
export function argon2Check(
  stored: string,
  preparations: readonly Preparation[] = [asTyped],
): Check | undefined {
  const costs = parsePhc(stored);
  if (!costs) return undefined;
  return {
    work: { kind: 'argon2', amount: costs.memoryCost * costs.timeCost },
    matches: (password) =>
      matchesPrepared(password, preparations, (prepared) => verify(stored, prepared)),
  };
}
