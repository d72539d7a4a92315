/** A query string of what is given; empty for nothing. */
export function queryOf(query: object = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  const text = String(new URLSearchParams(given.map(([key, value]) => [key, String(value)])));
  return text && `?${text}`;
}
