/** The address of one item of a list. */
export function itemPath(list: string, id: string): string {
  return `${list}/${encodeURIComponent(id)}`;
}
