import { newSecretKey } from '../config/secret-keys.ts';
import type { Cli } from './frame/cli.ts';
import { leaf } from './frame/leaf.ts';

export function secretNew(cli: Cli) {
  return leaf('new', 'Make a key for SECRET_KEYS').action((options) => {
    const secretKey = newSecretKey();
    cli.answer(options, { data: { secretKey }, words: secretKey });
  });
}
