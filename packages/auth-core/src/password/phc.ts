export interface Argon2Parameters {
  readonly algorithm: string;
  /** KiB. */
  readonly memoryCost: number;
  readonly timeCost: number;
  readonly parallelism: number;
}

// More memory than this in a stored string is damage or an attack, not a setting.
const MEMORY_MAX_KIB = 1_048_576;

/** Reads the parameters of an argon2 PHC string, in whatever order; undefined when it is none. */
export function parsePhc(stored: string | undefined): Argon2Parameters | undefined {
  const [empty, algorithm, version, parameters, salt, output, ...rest] = (stored ?? '').split('$');
  if (empty !== '' || !/^argon2(id|i|d)$/.test(algorithm ?? '') || version !== 'v=19')
    return undefined;
  if (!salt || !output || rest.length > 0) return undefined;

  const values = new Map(
    (parameters ?? '').split(',').map((pair) => pair.split('=') as [string, string]),
  );
  const [memoryCost, timeCost, parallelism] = ['m', 't', 'p'].map((key) => Number(values.get(key)));
  if (!isCost(memoryCost) || !isCost(timeCost) || !isCost(parallelism)) return undefined;
  if (memoryCost > MEMORY_MAX_KIB || timeCost > 100 || parallelism > 64) return undefined;
  return { algorithm: algorithm ?? '', memoryCost, timeCost, parallelism };
}

function isCost(value: number | undefined): value is number {
  return value !== undefined && Number.isInteger(value) && value > 0;
}
