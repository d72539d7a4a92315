import { type Cart, LINES_MAX, QUANTITY_MAX } from '@gatehouse/auth-core';
import { describe, expect, it } from '@jest/globals';
import {
  addToCart,
  pricedLines,
  quantityOf,
  setQuantity,
  totalInCents,
} from '../../src/pages/shop/cart-lines.ts';

const cart: Cart = {
  lines: [
    { slug: 'oat', quantity: 2 },
    { slug: 'ginger', quantity: 1 },
  ],
};
const products = [
  { slug: 'oat', name: 'Oat', description: '', priceInCents: 250 },
  { slug: 'lemon', name: 'Lemon', description: '', priceInCents: 300 },
];

describe('a cart', () => {
  it('makes more of a cookie that is there already, without a second line', () => {
    expect(addToCart(cart, 'oat', 3).lines).toEqual([
      { slug: 'oat', quantity: 5 },
      { slug: 'ginger', quantity: 1 },
    ]);
  });

  it('takes a new cookie at its end', () => {
    expect(addToCart(cart, 'lemon', 1).lines.at(-1)).toEqual({ slug: 'lemon', quantity: 1 });
  });

  it('never holds more of a cookie than may be ordered', () => {
    expect(quantityOf(addToCart(cart, 'oat', QUANTITY_MAX), 'oat')).toBe(QUANTITY_MAX);
  });

  it('never holds more lines than may be ordered', () => {
    const full = Array.from({ length: LINES_MAX }, (_, index) => ({
      slug: `cookie-${index}`,
      quantity: 1,
    }));
    expect(addToCart({ lines: full }, 'one-more', 1).lines).toHaveLength(LINES_MAX);
  });

  it.each([0, -1, Number.NaN, 0.5])('loses a line that is set to %s', (quantity) => {
    expect(quantityOf(setQuantity(cart, 'oat', quantity), 'oat')).toBe(0);
  });

  it('stays as it was for whoever holds the old one', () => {
    setQuantity(cart, 'oat', 9);
    expect(quantityOf(cart, 'oat')).toBe(2);
  });

  it('prices what is still sold, and leaves out what is not', () => {
    const lines = pricedLines(cart, products);
    expect(lines.map(({ slug, sumInCents }) => [slug, sumInCents])).toEqual([['oat', 500]]);
    expect(totalInCents(lines)).toBe(500);
  });
});
