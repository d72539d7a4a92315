/**
 * Does what was paid for, or gives back what was paid. Where that fails too, the price stays counted, and whoever asked
 * is told of the first failure.
 * @param giveBack is handed the error: some refusals are worth their price
 */
export async function orGiveBack<Result>(
  work: () => Promise<Result>,
  giveBack: (error: unknown) => Promise<unknown>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    await giveBack(error).catch(() => undefined);
    throw error;
  }
}
