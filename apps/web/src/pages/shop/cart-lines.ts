import {
  type Cart,
  LINES_MAX,
  type OrderLine,
  type Product,
  QUANTITY_MAX,
} from '@gatehouse/auth-core';

/** A line of the cart beside what is sold. */
export interface PricedLine extends OrderLine {
  readonly product: Product;
  readonly sumInCents: number;
}

/** Puts more of a cookie into a cart; a cookie that is there already becomes more, not a second line. */
export function addToCart(cart: Cart, slug: string, quantity: number): Cart {
  return setQuantity(cart, slug, quantityOf(cart, slug) + quantity);
}

export function quantityOf(cart: Cart, slug: string): number {
  return cart.lines.find((line) => line.slug === slug)?.quantity ?? 0;
}

/** Sets how many of a cookie a cart holds; none removes its line. */
export function setQuantity(cart: Cart, slug: string, quantity: number): Cart {
  const wanted = Math.min(Math.trunc(quantity), QUANTITY_MAX);
  if (!(wanted > 0)) return { lines: cart.lines.filter((line) => line.slug !== slug) };
  if (cart.lines.some((line) => line.slug === slug))
    return {
      lines: cart.lines.map((line) => (line.slug === slug ? { slug, quantity: wanted } : line)),
    };
  return { lines: [...cart.lines, { slug, quantity: wanted }].slice(0, LINES_MAX) };
}

/** The lines that are still sold, with their prices. */
export function pricedLines(cart: Cart, products: readonly Product[]): PricedLine[] {
  return cart.lines.flatMap((line) => {
    const product = products.find(({ slug }) => slug === line.slug);
    return product ? [{ ...line, product, sumInCents: product.priceInCents * line.quantity }] : [];
  });
}

export function totalInCents(lines: readonly PricedLine[]): number {
  return lines.reduce((total, line) => total + line.sumInCents, 0);
}
