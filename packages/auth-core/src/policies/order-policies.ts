import { fieldIs } from './condition.ts';
import { actorPolicy, isSomebody, rowPolicy } from './policy.ts';

interface Owned {
  readonly userId: string | null;
}

export const canPlaceOrder = actorPolicy('Only people who are logged in place orders.', isSomebody);

/** Orders hold an address: their owner alone sees them. */
export const canViewOrder = rowPolicy<Owned>('Only who placed an order may see it.', ({ id }) =>
  fieldIs<Owned>('userId', id),
);
