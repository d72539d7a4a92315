import { argon2Check } from '../primitives/argon2.ts';
import { bcryptCheck } from '../primitives/bcrypt.ts';
import { pbkdf2Check, sizeOf } from '../primitives/pbkdf2.ts';
import { digested } from '../primitives/preparations.ts';
import { scryptCheck } from '../primitives/scrypt.ts';
import { fromBase64, wholeNumber } from '../primitives/text-bytes.ts';
import { type Check, named, type Recognise } from './stored-hash.ts';

const SCRYPT_BYTES = 64;

/** By what stands before the first `$`; each gets what follows it. */
const hashers: Readonly<Record<string, (rest: string) => Check | undefined>> = {
  pbkdf2_sha256: (rest) => pbkdf2('sha256', rest),
  pbkdf2_sha1: (rest) => pbkdf2('sha1', rest),
  argon2: (rest) => argon2Check(`$${rest}`),
  bcrypt: (rest) => bcryptCheck(rest),
  bcrypt_sha256: (rest) => bcryptCheck(rest, [digested]),
  scrypt,
};

/** `hasher$parameters`, with the salt as text. */
export const django: Recognise = (stored) => {
  const [hasher = ''] = stored.split('$', 1);
  if (!Object.hasOwn(hashers, hasher)) return undefined;
  const check = hashers[hasher]?.(stored.slice(hasher.length + 1));
  return named(`django-${hasher.replace('_', '-')}`, check);
};

function pbkdf2(digest: 'sha1' | 'sha256', rest: string): Check | undefined {
  const [iterations, salt = '', text = '', ...more] = rest.split('$');
  const output = fromBase64(text);
  if (salt === '' || more.length > 0 || output?.length !== sizeOf(digest)) return undefined;
  return pbkdf2Check({ digest, iterations: wholeNumber(iterations), salt, output });
}

function scrypt(rest: string): Check | undefined {
  const [cost, salt = '', blockSize, parallelism, text = '', ...more] = rest.split('$');
  const output = fromBase64(text);
  if (salt === '' || more.length > 0 || output?.length !== SCRYPT_BYTES) return undefined;
  return scryptCheck({
    cost: wholeNumber(cost),
    blockSize: wholeNumber(blockSize),
    parallelism: wholeNumber(parallelism),
    salt,
    output,
  });
}
