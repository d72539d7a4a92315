/** A goal, and whether this run met it. */
export interface Check {
  readonly goal: string;
  readonly isMet: boolean;
}

/** None for what was not measured. */
export function atMost(value: number | undefined, limit: number, unit: string): Check[] {
  return value === undefined ? [] : [{ goal: `≤ ${limit} ${unit}`, isMet: value <= limit }];
}

export function atLeast(value: number | undefined, limit: number, unit: string): Check[] {
  return value === undefined ? [] : [{ goal: `≥ ${limit} ${unit}`, isMet: value >= limit }];
}
