import type { Actor } from '@gatehouse/auth-core';
import type { SecurityEvent } from './security-events.ts';

type Deed = Pick<SecurityEvent, 'actorId' | 'details'>;

/** Who did it, as an event tells it. @param actor null for the operator, who has no account by that */
export function doneBy(actor: Actor | null, details: SecurityEvent['details'] = {}): Deed {
  return actor ? { actorId: actor.id, details } : { details: { ...details, by: 'command' } };
}
