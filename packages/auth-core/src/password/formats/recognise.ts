import { argon2 } from './argon2.ts';
import { aspnetIdentity } from './aspnet-identity.ts';
import { type BcryptSettings, bcrypt } from './bcrypt.ts';
import { django } from './django.ts';
import { spring } from './spring.ts';
import type { Recognise, StoredHash } from './stored-hash.ts';
import { werkzeug } from './werkzeug.ts';

const formats: readonly Recognise[] = [argon2, bcrypt, werkzeug, django, spring, aspnetIdentity];

/** Longer than any of them; what is longer is not even looked at. */
const LENGTH_MAX = 512;

/** Finds out which system has stored a hash, and how to check a password against it. */
export function recognise(
  stored: string | undefined,
  settings: BcryptSettings = {},
): StoredHash | undefined {
  if (stored === undefined || stored.length > LENGTH_MAX) return undefined;
  for (const format of formats) {
    const hash = format(stored, settings);
    if (hash) return hash;
  }
  return undefined;
}

/**
 * The name of the format of a stored hash, like `argon2id`, `bcrypt` or `django-pbkdf2-sha256`. It computes nothing.
 * @returns undefined for what no log-in could be checked against: unknown, broken, or too expensive
 */
export function passwordFormat(stored: string): string | undefined {
  return recognise(stored)?.format;
}
