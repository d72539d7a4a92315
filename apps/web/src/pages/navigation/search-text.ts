/** Query strings hold text: the router's own parser would turn `?search=007` into a number. */
export function parseSearchText(search: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(search));
}

export function stringifySearchText(search: Record<string, unknown>): string {
  const entries = Object.entries(search).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== '',
  );
  return entries.length === 0 ? '' : `?${new URLSearchParams(entries)}`;
}

/** The named parameters that are there, and nothing else. */
export function pick<Name extends string>(
  search: Record<string, unknown>,
  ...names: Name[]
): { [name in Name]?: string } {
  const given = names.filter((name) => typeof search[name] === 'string' && search[name] !== '');
  return Object.fromEntries(given.map((name) => [name, search[name]])) as {
    [name in Name]?: string;
  };
}

/** A parameter that has one of some values; nothing where an address says another. */
export function known<Name extends string, Value extends string>(
  name: Name,
  values: readonly Value[],
  search: Record<string, unknown>,
): { [name in Name]?: Value } {
  const value = values.find((each) => each === search[name]);
  return (value ? { [name]: value } : {}) as { [name in Name]?: Value };
}
