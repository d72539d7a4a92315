import { anyOf, fieldIs, when } from './condition.ts';
import { type Actor, actorPolicy, isAdmin, isSomebody, rowPolicy } from './policy.ts';

interface Authored {
  readonly author: { readonly id: string };
}

const isAuthor = ({ id }: Actor) => fieldIs<Authored>('author.id', id);

export const canWriteMessage = actorPolicy(
  'Only people who are logged in write messages.',
  isSomebody,
);

/** Nobody puts words into somebody else's mouth, admins included. */
export const canEditMessage = rowPolicy<Authored>(
  'Only its author may change a message.',
  isAuthor,
);

export const canDeleteMessage = rowPolicy<Authored>(
  'Only its author or an admin may delete a message.',
  (actor) => anyOf(isAuthor(actor), when(isAdmin(actor))),
);
