import type { Restriction } from './restriction.ts';

export const roles = ['member', 'admin'] as const;
export type Role = (typeof roles)[number];

/** What everybody who is logged in may know of a person. */
export interface PublicUser {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly avatarUrl: string | null;
  readonly createdAt: string;
}

/** What a person, and an admin, may know. */
export interface User extends PublicUser {
  readonly email: string;
  /** Somebody has shown that mail to the address reaches them. */
  readonly emailVerified: boolean;
  readonly role: Role;
  /** What they have to decide before anything else. */
  readonly restriction?: Restriction | undefined;
}

export interface ProfileChange {
  readonly username?: string | undefined;
  readonly email?: string | undefined;
  readonly name?: string | undefined;
  readonly avatarUrl?: string | null | undefined;
}

export interface RoleChange {
  readonly role: Role;
}

export const NAME_MAX = 80;
export const AVATAR_URL_MAX = 2048;
