import { verify } from '@node-rs/bcrypt';
import type { Check } from '../formats/stored-hash.ts';
import { asTyped, matchesPrepared, type Preparation } from './preparations.ts';

const modular = /^\$2[abxy]\$(\d\d)\$[./A-Za-z0-9]{53}$/;

const COST_MIN = 4;
/** Eight times what is usual; a second and a half on a slow core. */
const COST_MAX = 15;

/**
 * Every prefix is computed alike. bcrypt reads 72 bytes and no more: that is how the hash was made.
 * @returns undefined for what is broken or would take too long
 */
export function bcryptCheck(
  stored: string,
  preparations: readonly Preparation[] = [asTyped],
): Check | undefined {
  const cost = Number(modular.exec(stored)?.[1]);
  if (!(cost >= COST_MIN && cost <= COST_MAX)) return undefined;
  return {
    work: { kind: 'bcrypt', amount: 2 ** cost * preparations.length },
    matches: (password) =>
      matchesPrepared(password, preparations, (prepared) => verify(prepared, stored)),
  };
}
