/** What time it is on the server, by its own answers: the clock of the device may be wrong. */
export interface ServerClock {
  /** Milliseconds since the epoch; the device's time before the first answer. */
  now(): number;
  hear(answer: Response): void;
}

// The header leaves them out: the time is the whole second that has begun, or up to this much more.
const MISSING_MS = 999;

export function createServerClock(): ServerClock {
  let start: number | undefined;
  return {
    now: () => (start === undefined ? Date.now() : start + performance.now()),
    hear({ headers }) {
      const time = Date.parse(headers.get('date') ?? '');
      // Counted on by a clock that nobody can set.
      if (!Number.isNaN(time)) start = time + MISSING_MS - performance.now();
    },
  };
}
