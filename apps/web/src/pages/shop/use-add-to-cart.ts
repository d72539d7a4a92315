import { useClient } from '@gatehouse/client-sdk/react';
import { addToCart, quantityOf } from './cart-lines.ts';

type AddToCart = (slug: string, quantity: number) => Promise<number>;

/** Adds to the cart as it is on the server now, so that two tabs fill one cart; answers how many are in it. */
export function useAddToCart(): AddToCart {
  const { shop } = useClient();
  return async (slug, quantity) => {
    const cart = await shop.saveCart(addToCart(await shop.cart(), slug, quantity));
    return quantityOf(cart, slug);
  };
}
