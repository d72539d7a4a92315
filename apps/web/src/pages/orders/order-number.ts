const SHOWN = 8;

/** The start of an id is enough to talk about an order. */
export function orderNumber(id: string): string {
  return id.slice(0, SHOWN).toUpperCase();
}
