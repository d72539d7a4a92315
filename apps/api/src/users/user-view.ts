import {
  type Actor,
  canViewPrivateProfile,
  type PublicUser,
  type Restriction,
  type Role,
  roles,
  type User,
} from '@gatehouse/auth-core';

/** Of `users u`, under the names of the code. */
export const userColumns = `
  u.id, u.username, u.email, u.email_verified_at IS NOT NULL AS "emailVerified", u.name, u.avatar_url AS "avatarUrl", u.role, u.created_at AS "createdAt",
  CASE WHEN u.deletion_due_at IS NOT NULL THEN 'account_closing'
       WHEN u.password_demanded_at IS NOT NULL THEN 'password_change_required' END AS restriction`;

/** Of `users u`: who may have a session. By the clock of the database an account is gone when its time is over. */
export const isOpen =
  'u.suspended_at IS NULL AND (u.deletion_due_at IS NULL OR u.deletion_due_at > now())';

/** The columns of a user that leave the database for a view. */
export interface UserRow {
  readonly id: string;
  readonly username: string;
  readonly email: string;
  readonly emailVerified: boolean;
  readonly name: string;
  readonly avatarUrl: string | null;
  readonly role: User['role'];
  readonly createdAt: Date;
  readonly restriction: Restriction | null;
}

export function toPublicUser(user: UserRow): PublicUser {
  return {
    id: user.id,
    username: user.username,
    name: user.name,
    avatarUrl: user.avatarUrl,
    createdAt: user.createdAt.toISOString(),
  };
}

export function toUser(user: UserRow): User {
  const { email, emailVerified, restriction } = user;
  return {
    ...toPublicUser(user),
    email,
    emailVerified,
    role: roleOf(user.role),
    ...(restriction ? { restriction } : {}),
  };
}

/** A row may hold a role that only the next release knows: it gives no rights here. */
function roleOf(stored: string): Role {
  return roles.find((role) => role === stored) ?? 'member';
}

/** As much of a person as this actor may know. */
export function toVisibleUser(actor: Actor, user: UserRow): User | PublicUser {
  return canViewPrivateProfile(actor, user) ? toUser(user) : toPublicUser(user);
}
