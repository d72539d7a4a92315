import { createHash } from 'node:crypto';
import { argon2Check } from '../primitives/argon2.ts';
import { bcryptCheck } from '../primitives/bcrypt.ts';
import { pbkdf2Check } from '../primitives/pbkdf2.ts';
import { sameBytes } from '../primitives/same-bytes.ts';
import { scryptCheck } from '../primitives/scrypt.ts';
import { fromBase64, fromHex } from '../primitives/text-bytes.ts';
import { type Check, named, type Recognise } from './stored-hash.ts';

/** By the id in braces; each gets what follows it. `noop` is no hash, and what is weaker than these is not taken. */
const encoders: Readonly<Record<string, (rest: string) => Check | undefined>> = {
  bcrypt: (rest) => bcryptCheck(rest),
  argon2: argon2Check,
  'argon2@SpringSecurity_v5_8': argon2Check,
  scrypt,
  'scrypt@SpringSecurity_v5_8': scrypt,
  pbkdf2: (rest) => pbkdf2(rest, { digest: 'sha1', iterations: 185_000, saltBytes: 8 }),
  'pbkdf2@SpringSecurity_v5_8': (rest) =>
    pbkdf2(rest, { digest: 'sha256', iterations: 310_000, saltBytes: 16 }),
  sha256: standard,
};

const prefixed = /^\{([\w@-]+)\}/;

/** `{id}` and what that encoder writes, with the parameters that it has unless a program gives others. */
export const spring: Recognise = (stored) => {
  const [prefix = '', id = ''] = prefixed.exec(stored) ?? [];
  if (!Object.hasOwn(encoders, id)) return undefined;
  const check = encoders[id]?.(stored.slice(prefix.length));
  return named(`spring-${id.replace(/@.*/, '')}`, check);
};

interface Pbkdf2Encoder {
  readonly digest: 'sha1' | 'sha256';
  readonly iterations: number;
  readonly saltBytes: number;
}

const KEY_BYTES = 32;
/** Programs may ask for longer ones. */
const SCRYPT_BYTES: readonly number[] = [KEY_BYTES, 64];

function pbkdf2(hex: string, { saltBytes, ...parameters }: Pbkdf2Encoder): Check | undefined {
  const bytes = fromHex(hex);
  if (bytes?.length !== saltBytes + KEY_BYTES) return undefined;
  const salt = bytes.subarray(0, saltBytes);
  return pbkdf2Check({ ...parameters, salt, output: bytes.subarray(saltBytes) });
}

/** `$parameters$salt$output`: 16 bits of the exponent of the cost, 8 of the block size, 8 of the parallelism. */
function scrypt(rest: string): Check | undefined {
  const [, parameters = '', salt = '', output = ''] =
    /^\$([1-9a-f][0-9a-f]{0,7})\$([^$]+)\$([^$]+)$/.exec(rest) ?? [];
  const bits = Number.parseInt(parameters, 16);
  const saltBytes = fromBase64(salt);
  const key = fromBase64(output);
  if (!saltBytes || !key || !SCRYPT_BYTES.includes(key.length)) return undefined;
  return scryptCheck({
    cost: 2 ** (bits >>> 16),
    blockSize: (bits >> 8) & 0xff,
    parallelism: bits & 0xff,
    salt: saltBytes,
    output: key,
  });
}

const STANDARD_ROUNDS = 1024;
const STANDARD_SALT = 8;

/** StandardPasswordEncoder: salt and password, digested again and again. */
function standard(hex: string): Check | undefined {
  const bytes = fromHex(hex);
  if (bytes?.length !== STANDARD_SALT + KEY_BYTES) return undefined;
  const salt = bytes.subarray(0, STANDARD_SALT);
  return {
    work: { kind: 'digest', amount: STANDARD_ROUNDS },
    matches: async (password) => {
      let value = Buffer.concat([salt, Buffer.from(password)]);
      for (let round = 0; round < STANDARD_ROUNDS; round++)
        value = createHash('sha256').update(value).digest();
      return sameBytes(value, bytes.subarray(STANDARD_SALT));
    },
  };
}
