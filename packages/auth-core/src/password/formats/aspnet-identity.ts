import { type Digest, pbkdf2Check } from '../primitives/pbkdf2.ts';
import { fromBase64 } from '../primitives/text-bytes.ts';
import { named, type Recognise, type StoredHash } from './stored-hash.ts';

const SALT_BYTES = 16;
const V2_BYTES = 49;
const OUTPUT_BYTES = 32;
const V2_ITERATIONS = 1000;
/** Marker, digest, iterations and length of the salt. */
const V3_HEAD = 13;
const v3Digests: readonly Digest[] = ['sha1', 'sha256', 'sha512'];

/** Base64 of a marker, and what belongs to it. */
export const aspnetIdentity: Recognise = (stored) => {
  // A marker of 0 or 1 makes these two letters; nothing else is decoded.
  if (!/^A[A-Q]/.test(stored)) return undefined;
  const bytes = fromBase64(stored);
  if (bytes?.[0] === 0) return v2(bytes);
  return bytes?.[0] === 1 && bytes.length > V3_HEAD ? v3(bytes) : undefined;
};

function v2(bytes: Buffer): StoredHash | undefined {
  if (bytes.length !== V2_BYTES) return undefined;
  const salt = bytes.subarray(1, 1 + SALT_BYTES);
  const output = bytes.subarray(1 + SALT_BYTES);
  const iterations = V2_ITERATIONS;
  return named('aspnet-identity-v2', pbkdf2Check({ digest: 'sha1', iterations, salt, output }));
}

function v3(bytes: Buffer): StoredHash | undefined {
  const digest = v3Digests[bytes.readUInt32BE(1)];
  const iterations = bytes.readUInt32BE(5);
  const saltBytes = bytes.readUInt32BE(9);
  if (digest === undefined || saltBytes < SALT_BYTES) return undefined;
  const salt = bytes.subarray(V3_HEAD, V3_HEAD + saltBytes);
  const output = bytes.subarray(V3_HEAD + saltBytes);
  if (output.length !== OUTPUT_BYTES) return undefined;
  return named('aspnet-identity-v3', pbkdf2Check({ digest, iterations, salt, output }));
}
