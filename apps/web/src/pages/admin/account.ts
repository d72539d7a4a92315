import type { PublicUser, User } from '@gatehouse/auth-core';

/** As lists hold it for an admin. */
export type Account = PublicUser & Partial<Pick<User, 'email' | 'role'>>;
