export const exitCodes = { done: 0, refused: 1, wrongUsage: 2, wrongSettings: 78 } as const;

/** What a command does not do, with what to do about it. */
export class Refusal extends Error {
  override readonly name: string = 'Refusal';
  readonly exitCode: number = exitCodes.refused;
}

/** The command line says too little, or what does not fit together. */
export class Misuse extends Refusal {
  override readonly name = 'Misuse';
  override readonly exitCode = exitCodes.wrongUsage;
}
