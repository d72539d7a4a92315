import type { Cart } from '@gatehouse/auth-core';
import { useClient } from '@gatehouse/client-sdk/react';
import { useRef, useState } from 'react';
import { type Failure, failureOf } from '../actions/failure.ts';
import { setQuantity } from './cart-lines.ts';

interface EditableCart {
  readonly cart: Cart;
  change(slug: string, quantity: number): void;
  readonly failure: Failure | null;
}

/** A cart that changes at once, and goes back to what the server holds when that refuses. */
export function useCart(loaded: Cart): EditableCart {
  const { shop } = useClient();
  const [cart, show] = useState(loaded);
  const [failure, setFailure] = useState<Failure | null>(null);
  const saved = useRef(loaded);
  // One after the other: an earlier change must not arrive last.
  const queue = useRef(Promise.resolve());

  const save = async (next: Cart) => {
    try {
      saved.current = await shop.saveCart(next);
    } catch (error) {
      setFailure(failureOf(error));
      show(saved.current);
    }
  };

  const change = (slug: string, quantity: number) => {
    const next = setQuantity(cart, slug, quantity);
    setFailure(null);
    show(next);
    queue.current = queue.current.then(() => save(next));
  };

  return { cart, change, failure };
}
