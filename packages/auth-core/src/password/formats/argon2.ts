import { argon2Head } from '../argon2-settings.ts';
import { parsePhc } from '../phc.ts';
import { argon2Check } from '../primitives/argon2.ts';
import { asTyped, composed } from '../primitives/preparations.ts';
import { named, type Recognise } from './stored-hash.ts';

/**
 * Every PHC string of argon2: our own, PHP's and many others'. Ours are made of composed letters, others of what was typed;
 * one that is not of today's settings may be either.
 */
export const argon2: Recognise = (stored) => {
  const algorithm = parsePhc(stored)?.algorithm;
  if (algorithm === undefined) return undefined;
  const preparations = stored.startsWith(argon2Head) ? [composed] : [composed, asTyped];
  return named(algorithm, argon2Check(stored, preparations));
};
