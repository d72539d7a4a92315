/** One process as `/proc/<pid>/stat` tells of it. */
export interface ProcessStat {
  readonly pid: number;
  readonly name: string;
  readonly parent: number;
  /** Microseconds on a processor. */
  readonly own: number;
  /** The same of its children that have ended. */
  readonly ofEndedChildren: number;
}

/** proc(5): times stand in ticks of USER_HZ, which is 100 wherever Node runs. */
const TICK = 10_000;

/** @throws TypeError for another text */
export function parseStat(text: string): ProcessStat {
  // The name may hold blanks and brackets: only the last closing bracket ends it.
  const [open, close] = [text.indexOf('('), text.lastIndexOf(')')];
  const fields = text
    .slice(close + 2)
    .split(' ')
    .map(Number);
  const [, parent] = fields;
  const [user, system, endedUser, endedSystem] = fields.slice(11, 15);
  if (open < 0 || parent === undefined || user === undefined || endedSystem === undefined)
    throw new TypeError('This is no stat of a process.');
  return {
    pid: Number.parseInt(text, 10),
    name: text.slice(open + 1, close),
    parent,
    own: (user + (system ?? 0)) * TICK,
    ofEndedChildren: ((endedUser ?? 0) + endedSystem) * TICK,
  };
}

/** Microseconds on a processor, finer than ticks; of one thread alone. */
export function parseSchedstat(text: string): number {
  return Number(text.split(' ', 1)[0]) / 1000;
}

/** KiB: pages that several processes share are counted in parts. */
export function parsePss(rollup: string): number | undefined {
  const found = /^Pss:\s+(\d+) kB$/m.exec(rollup)?.[1];
  return found === undefined ? undefined : Number(found);
}
