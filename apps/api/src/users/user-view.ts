import {
  type Actor,
  canViewPrivateProfile,
  type PublicUser,
  type Role,
  roles,
  type User,
} from '@gatehouse/auth-core';

/** Of `users u`, under the names of the code. */
export const userColumns = `
  u.id, u.username, u.email, u.email_verified_at IS NOT NULL AS "emailVerified", u.name, u.avatar_url AS "avatarUrl", u.role, u.created_at AS "createdAt"`;

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
  const { email, emailVerified } = user;
  return { ...toPublicUser(user), email, emailVerified, role: roleOf(user.role) };
}

/** A row may hold a role that only the next release knows: it gives no rights here. */
function roleOf(stored: string): Role {
  return roles.find((role) => role === stored) ?? 'member';
}

/** As much of a person as this actor may know. */
export function toVisibleUser(actor: Actor, user: UserRow): User | PublicUser {
  return canViewPrivateProfile(actor, user) ? toUser(user) : toPublicUser(user);
}
