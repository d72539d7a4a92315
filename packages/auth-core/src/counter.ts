/** The counter of this session; null when none was started. Zero is a count. */
export interface Counter {
  readonly count: number | null;
}
