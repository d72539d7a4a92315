import { allOf, anyOf, fieldIs, fieldIsNot, when } from './condition.ts';
import { type Actor, actorPolicy, isAdmin, isSomebody, rowPolicy } from './policy.ts';

interface Person {
  readonly id: string;
}

const isSelf = ({ id }: Actor) => fieldIs<Person>('id', id);
const isSelfOrAdmin = (actor: Actor) => anyOf(isSelf(actor), when(isAdmin(actor)));

/** Not oneself: the last admin could lock everybody out. */
const isAdminOfOther = (actor: Actor) =>
  allOf(when(isAdmin(actor)), fieldIsNot<Person>('id', actor.id));

/** The list, and the public part of every profile. */
export const canListUsers = actorPolicy('Only people who are logged in see others.', isSomebody);

/** Address and role as well. */
export const canViewPrivateProfile = rowPolicy<Person>(
  'Only the person and admins see an address.',
  isSelfOrAdmin,
);

export const canEditUser = rowPolicy<Person>(
  'Only the person or an admin may change a profile.',
  isSelfOrAdmin,
);

export const canDeleteUser = rowPolicy<Person>(
  'Only the person or an admin may delete an account.',
  isSelfOrAdmin,
);

export const canChangeRole = rowPolicy<Person>(
  'Only an admin may change a role, and never their own.',
  isAdminOfOther,
);

/** And end a suspension. */
export const canSuspend = rowPolicy<Person>(
  'Only an admin may suspend an account, and never their own.',
  isAdminOfOther,
);

/** Sessions of others; one's own are a matter of the list of devices. */
export const canEndSessions = rowPolicy<Person>(
  'Only an admin may end sessions of others.',
  isAdminOfOther,
);

export const canAdminister = actorPolicy('Only admins may do this.', isAdmin);

/** Members alone: whoever acted for another admin could do what that one may, under their name. */
export const canActFor = rowPolicy<Actor>(
  'Only an admin may act for somebody, and for no admin.',
  (actor) => allOf(isAdminOfOther(actor), fieldIsNot<Actor>('role', 'admin')),
);
