import * as z from 'zod/mini';
import { PASSWORD_MAX, type PasswordContext, passwordProblem } from './password-policy.ts';
import { codePoints } from './text.ts';
import { emailSchema, nameSchema, usernameSchema } from './user.ts';

/** What a person types to log in. */
export interface Credentials {
  /** A username or an e-mail address. */
  readonly identifier: string;
  readonly password: string;
  /** Keep the session over a restart of the browser. */
  readonly remember?: boolean | undefined;
}

export interface Confirmation {
  readonly password: string;
}

export interface Registration {
  readonly username: string;
  readonly email: string;
  readonly password: string;
  readonly passwordConfirmation: string;
  readonly name?: string | undefined;
}

export interface PasswordChange {
  readonly currentPassword: string;
  readonly password: string;
  readonly passwordConfirmation: string;
}

export const EMPTY_CREDENTIALS = 'Username or Password cannot be empty.';
export const PASSWORD_MISMATCH = 'The password confirmation must match the password.';

/** A stored password may be older than today's policy: here only what cannot be a password is refused. */
const givenPassword = z.string({ error: EMPTY_CREDENTIALS }).check(
  z.minLength(1, EMPTY_CREDENTIALS),
  z.refine((text) => codePoints(text) <= PASSWORD_MAX, `Use at most ${PASSWORD_MAX} characters.`),
  z.refine((text) => text.isWellFormed(), 'Use characters that your keyboard can type.'),
);

const identifierSchema = z.pipe(
  z.string({ error: EMPTY_CREDENTIALS }),
  z.pipe(
    z.transform((text: string) => text.trim()),
    z.string().check(
      z.minLength(1, EMPTY_CREDENTIALS),
      z.maxLength(254, 'Use at most 254 characters.'),
      z.refine(
        (text) => text.isWellFormed() && !text.includes('\0'),
        'Use characters that can be typed.',
      ),
    ),
  ),
);

export const credentialsSchema = z.strictObject({
  identifier: identifierSchema,
  password: givenPassword,
  remember: z.optional(z.boolean({ error: 'Answer true or false.' })),
}) satisfies z.ZodMiniType<Credentials>;

export const confirmationSchema = z.strictObject({
  password: givenPassword,
}) satisfies z.ZodMiniType<Confirmation>;

const newPassword = z.string({ error: 'Username or Password cannot be empty' });
const newPasswordConfirmation = z.string({ error: 'Type the password again.' });

/** @param minLength of a new password, in code points */
export function registrationSchema(minLength?: number) {
  return z
    .strictObject({
      username: usernameSchema,
      email: emailSchema,
      password: newPassword,
      passwordConfirmation: newPasswordConfirmation,
      name: z.optional(nameSchema),
    })
    .check(({ value, issues }) => reportNewPassword(value, issues, contextOf(value, minLength)));
}

/** @param minLength of a new password, in code points */
export function passwordChangeSchema(minLength?: number) {
  return z
    .strictObject({
      currentPassword: givenPassword,
      password: newPassword,
      passwordConfirmation: newPasswordConfirmation,
    })
    .check(({ value, issues }) => reportNewPassword(value, issues, contextOf({}, minLength)));
}

interface NewPassword {
  readonly password: string;
  readonly passwordConfirmation: string;
}

/** What is wrong with a chosen password and its repetition, by field. Forms ask this before they send. */
export function newPasswordProblems(
  { password, passwordConfirmation }: NewPassword,
  context: PasswordContext,
): { password?: string; passwordConfirmation?: string } {
  const problem = passwordProblem(password, context);
  return {
    ...(problem ? { password: problem } : {}),
    ...(password === passwordConfirmation ? {} : { passwordConfirmation: PASSWORD_MISMATCH }),
  };
}

function contextOf(
  person: { username?: string; email?: string },
  minLength: number | undefined,
): PasswordContext {
  return { ...person, ...(minLength === undefined ? {} : { minLength }) };
}

function reportNewPassword(
  value: NewPassword,
  issues: z.core.$ZodRawIssue[],
  context: PasswordContext,
): void {
  for (const [field, message] of Object.entries(newPasswordProblems(value, context)))
    issues.push({ code: 'custom', message, path: [field], input: value });
}
