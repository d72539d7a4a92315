import * as z from 'zod/mini';
import {
  type Confirmation,
  type Credentials,
  type NewPassword,
  newPasswordProblems,
} from '../credentials.ts';
import { PASSWORD_MAX, passwordLength } from '../password-policy.ts';
import type { RegistrationProof } from '../recovery.ts';
import { EMPTY_CREDENTIALS, EMPTY_REGISTRATION } from '../words.ts';
import { tokenSchema } from './token.ts';
import { emailSchema, nameSchema, usernameSchema } from './user.ts';

const IDENTIFIER_MAX = 254;

/** A stored password may be older than today's policy: here only what cannot be a password is refused. */
const givenPassword = z.string({ error: EMPTY_CREDENTIALS }).check(
  z.minLength(1, EMPTY_CREDENTIALS),
  z.refine(
    (text) => passwordLength(text) <= PASSWORD_MAX,
    `Use at most ${PASSWORD_MAX} characters.`,
  ),
  z.refine((text) => text.isWellFormed(), 'Use characters that your keyboard can type.'),
);

/**
 * A username or an e-mail address, as typed.
 * @param whenEmpty what is said where nothing was typed
 */
export function identifierSchema(whenEmpty: string = EMPTY_CREDENTIALS) {
  return z.pipe(
    z.string({ error: whenEmpty }),
    z.pipe(
      z.transform((text: string) => text.trim()),
      z.string().check(
        z.minLength(1, whenEmpty),
        z.maxLength(IDENTIFIER_MAX, `Use at most ${IDENTIFIER_MAX} characters.`),
        z.refine(
          (text) => text.isWellFormed() && !text.includes('\0'),
          'Use characters that can be typed.',
        ),
      ),
    ),
  );
}

export const credentialsSchema = z.strictObject({
  identifier: identifierSchema(),
  password: givenPassword,
  remember: z.optional(z.boolean({ error: 'Answer true or false.' })),
}) satisfies z.ZodMiniType<Credentials>;

export const confirmationSchema = z.strictObject({
  password: givenPassword,
}) satisfies z.ZodMiniType<Confirmation>;

export const registrationProofSchema = z.strictObject({
  token: tokenSchema,
  password: givenPassword,
}) satisfies z.ZodMiniType<RegistrationProof>;

const newPassword = z.string({ error: EMPTY_REGISTRATION });
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
    .check(newPasswordCheck(minLength));
}

/** @param minLength of a new password, in code points */
export function passwordChangeSchema(minLength?: number) {
  return z
    .strictObject({
      currentPassword: givenPassword,
      password: newPassword,
      passwordConfirmation: newPasswordConfirmation,
    })
    .check(newPasswordCheck(minLength));
}

/** @param minLength of a new password, in code points */
export function passwordResetSchema(minLength?: number) {
  return z
    .strictObject({
      token: tokenSchema,
      password: newPassword,
      passwordConfirmation: newPasswordConfirmation,
    })
    .check(newPasswordCheck(minLength));
}

/** Beside the new password stands its owner, except where the session knows them. */
type WithOwner = NewPassword & { readonly username?: unknown; readonly email?: unknown };

/** Runs beside broken fields too, so that a person learns of everything at once. */
function newPasswordCheck(minLength: number | undefined) {
  return z.check<WithOwner>(
    ({ value, issues }) => {
      const owner = { username: textOf(value.username), email: textOf(value.email) };
      const problems = newPasswordProblems(value, { ...owner, minLength });
      for (const [field, message] of Object.entries(problems))
        issues.push({ code: 'custom', message, path: [field], input: value });
    },
    { when: ({ value }) => isNewPassword(value) },
  );
}

function isNewPassword(value: unknown): boolean {
  const { password, passwordConfirmation } = (value ?? {}) as Partial<NewPassword>;
  return textOf(password) !== undefined && textOf(passwordConfirmation) !== undefined;
}

/** A field that was refused may hold anything. */
function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
