import { isAdmin, type Policy, sameId } from './policy.ts';

interface Authored {
  readonly author: { readonly id: string };
}

const isAuthor: Policy<Authored> = (actor, message) => sameId(actor.id, message.author.id);

export const canWriteMessage: Policy = (actor) => sameId(actor.id, actor.id);

/** Nobody puts words into somebody else's mouth, admins included. */
export const canEditMessage = isAuthor;

export const canDeleteMessage: Policy<Authored> = (actor, message) =>
  isAuthor(actor, message) || isAdmin(actor);
