import { type Policy, sameId } from './policy.ts';

interface Owned {
  readonly userId: string | null;
}

export const canPlaceOrder: Policy = (actor) => sameId(actor.id, actor.id);

/** Orders hold an address: their owner alone sees them. */
export const canViewOrder: Policy<Owned> = (actor, order) => sameId(actor.id, order.userId);
