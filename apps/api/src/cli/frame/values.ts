import { InvalidArgumentError } from '@commander-js/extra-typings';

/** A number of things, one at least. */
export function count(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new InvalidArgumentError('Give a whole number from 1.');
  return Number(text);
}
