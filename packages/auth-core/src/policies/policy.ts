import { AppError } from '../errors.ts';
import type { Role } from '../user.ts';

/** Whoever is asking. Narrow on purpose: a database row and an API answer both fit. */
export interface Actor {
  readonly id: string;
  readonly role: Role;
}

/** May this actor do it, to this subject? Pure, so that the API can enforce it and a page can ask it. */
export type Policy<Subject = void> = (actor: Actor, subject: Subject) => boolean;

/** @throws AppError `unauthenticated` without an actor, `forbidden` where the policy says no */
export function authorize<Subject>(
  policy: Policy<Subject>,
  actor: Actor | null,
  subject: Subject,
): void {
  if (!actor) throw new AppError('unauthenticated');
  if (!policy(actor, subject)) throw new AppError('forbidden', { detail: 'Not Authorized' });
}

/** Two absent ids are not the same person: an id that is missing, or no text, belongs to nobody. */
export function sameId(one: unknown, other: unknown): boolean {
  return typeof one === 'string' && one !== '' && one === other;
}

export function isAdmin(actor: Actor): boolean {
  return actor.role === 'admin' && sameId(actor.id, actor.id);
}
