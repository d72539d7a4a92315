import { type Actor, isAdmin, type Policy, sameId } from './policy.ts';

interface Person {
  readonly id: string;
}

const isSelf: Policy<Person> = (actor, user) => sameId(actor.id, user.id);
const isSelfOrAdmin: Policy<Person> = (actor, user) => isSelf(actor, user) || isAdmin(actor);

/** The list, and the public part of every profile. */
export const canListUsers: Policy = (actor) => sameId(actor.id, actor.id);

/** Address and role as well. */
export const canViewPrivateProfile = isSelfOrAdmin;

export const canEditUser = isSelfOrAdmin;

export const canDeleteUser = isSelfOrAdmin;

/** Not oneself: the last admin could lock everybody out. */
const isAdminOfOther: Policy<Person> = (actor, user) =>
  isAdmin(actor) && sameId(user.id, user.id) && !isSelf(actor, user);

export const canChangeRole = isAdminOfOther;

/** And end a suspension. */
export const canSuspend = isAdminOfOther;

/** Sessions of others; one's own are a matter of the list of devices. */
export const canEndSessions = isAdminOfOther;

export const canAdminister: Policy = isAdmin;

/** Members alone: whoever acted for another admin could do what that one may, under their name. */
export const canActFor: Policy<Actor> = (actor, user) =>
  canChangeRole(actor, user) && !isAdmin(user);
