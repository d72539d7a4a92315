const LONG = 20_000;

/** Asks again and again until it is so. */
export async function eventually(isSo: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + LONG;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error('It has not come true in time.');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
