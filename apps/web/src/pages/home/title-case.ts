/** `mary-ann` becomes `Mary-Ann`: for greeting only, a stored name keeps its case. */
export function titleCase(name: string): string {
  return name.replace(/\p{L}+/gu, (word) => {
    const [first = '', ...rest] = word;
    return first.toUpperCase() + rest.join('').toLowerCase();
  });
}
