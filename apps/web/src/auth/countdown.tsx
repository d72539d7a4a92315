import { refusalWords as words } from '../words/refusal.ts';

/** Spoken when it starts, shortly before it ends, and when it ends: not every second. */
const SPOKEN_AT = 10;

interface CountdownProps {
  /** How long the whole wait is. */
  from: number;
  left: number;
}

export function Countdown({ from, left }: CountdownProps) {
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
