/** A start that failed for a reason outside of the program, with what to do about it. */
export class StartError extends Error {
  override readonly name = 'StartError';
}
