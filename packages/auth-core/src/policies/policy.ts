import { AppError } from '../errors.ts';
import type { Role } from '../user.ts';
import { type Condition, holds } from './condition.ts';

/** Whoever is asking. Narrow on purpose: a database row and an API answer both fit. */
export interface Actor {
  readonly id: string;
  readonly role: Role;
}

/** May this actor do it, to this subject? Pure, so that the API can enforce it and a page can ask it. */
export interface Policy<Subject = void> {
  (actor: Actor, subject: Subject): boolean;
  /** Who may, in words for people who may not. */
  readonly reason?: string;
}

/** A policy that says what its subjects have in common: it filters lists as well, and cannot disagree with itself. */
export interface RowPolicy<Subject> extends Policy<Subject> {
  readonly reason: string;
  readonly condition: (actor: Actor) => Condition;
}

/** @param reason who may, in words for people who may not */
export function actorPolicy(
  reason: string,
  isAllowed: (actor: Actor) => boolean,
): Policy & { readonly reason: string } {
  return Object.assign((actor: Actor) => isAllowed(actor), { reason });
}

/**
 * @param reason who may, in words for people who may not
 * @param condition what the rows have in common that this actor may do it to
 */
export function rowPolicy<Subject>(
  reason: string,
  condition: (actor: Actor) => Condition,
): RowPolicy<Subject> {
  const isAllowed = (actor: Actor, subject: Subject) => holds(condition(actor), subject);
  return Object.assign(isAllowed, { reason, condition });
}

/** The question in one word, also for a visitor: who is nobody may nothing. */
export function can<Subject>(
  policy: Policy<Subject>,
  actor: Actor | null,
  subject: Subject,
): boolean {
  return actor !== null && policy(actor, subject);
}

/** @throws AppError `unauthenticated` without an actor, `forbidden` where the policy says no */
export function authorize<Subject>(
  policy: Policy<Subject>,
  actor: Actor | null,
  subject: Subject,
): void {
  if (!actor) throw new AppError('unauthenticated');
  if (!policy(actor, subject))
    throw new AppError('forbidden', { detail: policy.reason ?? 'Not Authorized' });
}

/** An id that is missing, or no text, belongs to nobody. */
export function isSomebody(actor: Actor): boolean {
  return typeof actor.id === 'string' && actor.id !== '';
}

export function isAdmin(actor: Actor): boolean {
  return actor.role === 'admin' && isSomebody(actor);
}
