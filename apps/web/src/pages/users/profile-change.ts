import type { ProfileChange, User } from '@gatehouse/auth-core';

/** What a profile form changes of a user; an emptied picture is taken away. */
export function profileChange(user: User, typed: (name: string) => string): ProfileChange {
  const name = typed('name').trim();
  const username = typed('username').trim();
  const email = typed('email').trim();
  const avatarUrl = typed('avatarUrl').trim() || null;
  return {
    ...(name === user.name ? {} : { name }),
    ...(username === user.username ? {} : { username }),
    ...(email === user.email ? {} : { email }),
    ...(avatarUrl === user.avatarUrl ? {} : { avatarUrl }),
  };
}
