import { useEffect, useState } from 'react';
import { idleWords } from '../../words/idle.ts';
import { milestones } from './watch-idle-end.ts';

/** Shows every second and speaks a few of them. */
export function IdleCountdown({ secondsLeft }: { secondsLeft: number }) {
  const [first] = useState(secondsLeft);
  const spoken = [first, ...milestones].filter((each) => each <= first && each >= secondsLeft);
  const last = spoken.at(-1) ?? first;
  const [message, speak] = useState('');
  // Not at once: a screen reader speaks what appears in a region it knows already.
  useEffect(() => speak(idleWords.spoken(last)), [last]);

  return (
    <>
      <p className="idle-countdown number" aria-hidden>
        {clock(secondsLeft)}
      </p>
      <p className="visually-hidden" role="status">
        {message}
      </p>
    </>
  );
}

function clock(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
