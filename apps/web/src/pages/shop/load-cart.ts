import type { Cart, Product } from '@gatehouse/auth-core';
import type { Client } from '@gatehouse/client-sdk';

/** The cart, and what is sold, to name and price its lines. */
export async function loadCart({
  shop,
}: Client): Promise<{ cart: Cart; products: readonly Product[] }> {
  const [cart, products] = await Promise.all([shop.cart(), shop.cookies()]);
  return { cart, products };
}
