import { canonicalUsername, type User } from '@gatehouse/auth-core';

/** True where the address names the very person who is logged in; nobody else's page exists. */
export function isOwnPage(username: string, user: User | null): boolean {
  return user !== null && canonicalUsername(username) === canonicalUsername(user.username);
}
