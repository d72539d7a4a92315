import * as z from 'zod/mini';
import { emailProblem } from '../email.ts';
import { restrictions } from '../restriction.ts';
import {
  AVATAR_URL_MAX,
  NAME_MAX,
  type ProfileChange,
  type PublicUser,
  type RoleChange,
  roles,
  type User,
} from '../user.ts';
import { usernameProblem } from '../username.ts';
import { checked, idSchema, shortText, timeSchema } from './fields.ts';

export const usernameSchema = checked((text) => text.trim(), usernameProblem);
export const emailSchema = checked((text) => text.trim().normalize('NFC'), emailProblem);
export const nameSchema = shortText(NAME_MAX, 'Enter a name');

const avatarUrlSchema = checked(
  (text) => text.trim(),
  (text) => (isHttpsUrl(text) ? undefined : 'Enter an address that begins with https://'),
);

export const publicUserSchema = z.object({
  id: idSchema,
  username: z.string(),
  name: z.string(),
  avatarUrl: z.nullable(z.string()),
  createdAt: timeSchema,
}) satisfies z.ZodMiniType<PublicUser>;

export const userSchema = z.extend(publicUserSchema, {
  email: z.string(),
  emailVerified: z.boolean(),
  role: z.enum(roles),
  restriction: z.optional(z.enum(restrictions)),
}) satisfies z.ZodMiniType<User>;

/** The whole user for oneself and admins, else the public part: the longer shape is tried first. */
export const visibleUserSchema = z.union([userSchema, publicUserSchema]);

export const profileChangeSchema = z.strictObject({
  username: z.optional(usernameSchema),
  email: z.optional(emailSchema),
  name: z.optional(nameSchema),
  avatarUrl: z.optional(z.nullable(avatarUrlSchema)),
}) satisfies z.ZodMiniType<ProfileChange>;

export const roleChangeSchema = z.strictObject({
  role: z.enum(roles, { error: `Choose one of: ${roles.join(', ')}` }),
}) satisfies z.ZodMiniType<RoleChange>;

function isHttpsUrl(text: string): boolean {
  return text.length <= AVATAR_URL_MAX && text.startsWith('https://') && URL.canParse(text);
}
