import {
  canonicalEmail,
  canonicalUsername,
  emailSchema,
  nameSchema,
  type Role,
  roles,
  usernameSchema,
} from '@gatehouse/auth-core';
import { passwordFormat } from '@gatehouse/auth-core/password';
import type { Column } from './columns.ts';
import { momentOf, sinceWhen } from './moments.ts';

/** Somebody who may move in, as far as their row alone tells. */
export interface Candidate {
  readonly line: number;
  readonly username: string;
  readonly usernameCanonical: string;
  readonly email: string;
  readonly emailCanonical: string;
  readonly name: string;
  readonly role: Role;
  /** Empty for a password that nobody knows. */
  readonly hash: string;
  readonly format: string;
  readonly createdAt: Date | null;
  readonly verifiedAt: Date | null;
}

/** Counted under this name where a password has to be chosen first. */
const NO_PASSWORD = 'none';

interface Read {
  readonly line: number;
  readonly fields: Partial<Record<Column, string>>;
  readonly withoutPasswords: boolean;
}

type Schema = typeof usernameSchema | typeof emailSchema | typeof nameSchema;

/** A row breaks a rule. Its words never hold what stands in the row. */
export class Unfit extends Error {}

/** Reads one row by the rules of accounts. @throws Unfit with the first rule that it breaks */
export function candidateOf({ line, fields, withoutPasswords }: Read): Candidate {
  const username = parsed(usernameSchema, 'username', fields.username);
  const email = parsed(emailSchema, 'email', fields.email);
  const { hash, format } = passwordOf(fields.password_hash, withoutPasswords);
  return {
    line,
    username,
    usernameCanonical: canonicalUsername(username),
    email,
    emailCanonical: canonicalEmail(email),
    name: parsed(nameSchema, 'name', fields.name?.trim() || username),
    role: roleOf(fields.role),
    hash,
    format,
    createdAt: createdAtOf(fields.created_at),
    verifiedAt: verifiedAtOf(fields.email_verified),
  };
}

function parsed(schema: Schema, column: Column, text: string | undefined): string {
  const { data, error } = schema.safeParse(text ?? '');
  if (error) throw new Unfit(`${column}: ${error.issues[0]?.message}`);
  return data;
}

function roleOf(text: string | undefined): Role {
  const named = text?.trim().toLowerCase() || 'member';
  const role = roles.find((each) => each === named);
  if (!role) throw new Unfit(`role: Choose one of: ${roles.join(', ')}`);
  return role;
}

function passwordOf(text: string | undefined, withoutPasswords: boolean) {
  const hash = text?.trim() ?? '';
  const format = passwordFormat(hash);
  if (format !== undefined) return { hash, format };
  if (withoutPasswords) return { hash: '', format: NO_PASSWORD };
  throw new Unfit(
    hash === ''
      ? 'password_hash: There is none.'
      : 'password_hash: No log-in could be checked against it: unknown, broken, too expensive, or no hash at all.',
  );
}

function createdAtOf(text: string | undefined): Date | null {
  const given = text?.trim();
  if (!given || given.toLowerCase() === 'null') return null;
  const date = momentOf(given);
  if (!date) throw new Unfit('created_at: Give a time in the past, like 2026-03-31T12:00:00Z');
  return date;
}

function verifiedAtOf(text: string | undefined): Date | null {
  const date = sinceWhen(text?.trim() ?? '');
  if (date === undefined) throw new Unfit('email_verified: Give true, false or a time.');
  return date;
}
