import { createHmac } from 'node:crypto';
import { type Digest, isDigest, pbkdf2Check, sizeOf } from '../primitives/pbkdf2.ts';
import { sameBytes } from '../primitives/same-bytes.ts';
import { scryptCheck } from '../primitives/scrypt.ts';
import { fromHex, wholeNumber } from '../primitives/text-bytes.ts';
import { type Check, named, type Recognise, type StoredHash } from './stored-hash.ts';

const SCRYPT_BYTES = 64;

const method = /^([a-z]+\d*)(:[:\w]+)?\$([^$]+)\$([^$]+)$/;

/** `method:parameters$salt$hex`, with the salt as text. */
export const werkzeug: Recognise = (stored) => {
  const [, name = '', parameters = '', salt = '', hex = ''] = method.exec(stored) ?? [];
  const output = fromHex(hex);
  if (!output) return undefined;
  const values = parameters.split(':').slice(1);
  if (name === 'scrypt') return scrypt(values, salt, output);
  if (name === 'pbkdf2') return pbkdf2(values, salt, output);
  return isDigest(name) && values.length === 0 ? keyed(name, salt, output) : undefined;
};

function scrypt(values: string[], salt: string, output: Uint8Array): StoredHash | undefined {
  if (values.length !== 3 || output.length !== SCRYPT_BYTES) return undefined;
  const [cost = 0, blockSize = 0, parallelism = 0] = values.map(wholeNumber);
  const check = scryptCheck({ cost, blockSize, parallelism, salt, output });
  return named('werkzeug-scrypt', check);
}

function pbkdf2(values: string[], salt: string, output: Uint8Array): StoredHash | undefined {
  const [digest = '', iterations] = values;
  if (values.length !== 2 || !isDigest(digest) || output.length !== sizeOf(digest))
    return undefined;
  const check = pbkdf2Check({ digest, iterations: wholeNumber(iterations), salt, output });
  return named(`werkzeug-pbkdf2-${digest}`, check);
}

/** Before 2.3: one HMAC, with the salt as its key. */
function keyed(digest: Digest, salt: string, output: Uint8Array): StoredHash | undefined {
  if (output.length !== sizeOf(digest)) return undefined;
  const check: Check = {
    work: { kind: 'digest', amount: 1 },
    matches: async (password) =>
      sameBytes(createHmac(digest, salt).update(password).digest(), output),
  };
  return named(`werkzeug-${digest}`, check);
}
