/** The cause of a refusal: somebody sent what no client of ours sends. Names are not kept; people choose them. */
export class ExtraneousInput extends Error {
  override readonly name = 'ExtraneousInput';
}
