import { refusalWords as words } from '../words/refusal.ts';
import { useSecondsLeft } from './use-seconds-left.ts';

/** How long until the next attempt makes sense, and when that is, in milliseconds since the epoch. */
export interface Wait {
  readonly seconds: number;
  readonly until: number;
}

/** Spoken when it starts, shortly before it ends, and when it ends: not every second. */
const SPOKEN_AT = 10;

export function Countdown({ wait: { seconds: from, until } }: { wait: Wait }) {
  const left = useSecondsLeft(until);
  const spoken = left > Math.min(SPOKEN_AT, from - 1) ? from : Math.min(SPOKEN_AT, from);
  return (
    <p className="hint">
      <span aria-hidden className="number">
        {left > 0 ? words.wait(left) : words.waitIsOver}
      </span>
      <span className="visually-hidden" role="status">
        {left > 0 ? words.wait(spoken) : words.waitIsOver}
      </span>
    </p>
  );
}
