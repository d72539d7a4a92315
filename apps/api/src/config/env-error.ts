/** Every fault of the environment at once, in words for whoever starts the process. Never a secret. */
export class EnvError extends Error {
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(
      [
        `The configuration is not valid (${faults.length} ${faults.length === 1 ? 'problem' : 'problems'}):`,
        ...faults.map((fault) => `  ${fault}`),
        'Every variable is explained in .env.example.',
      ].join('\n'),
    );
    this.name = 'EnvError';
    this.faults = faults;
  }
}
