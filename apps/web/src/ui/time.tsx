import { controlWords } from '../words/controls.ts';
import { exactTime, relativeTime } from './time-words.ts';

/** A moment; relative ones ("2 hours ago") carry the exact time as their tooltip. */
export function Time({ iso, relative }: { iso: string; relative?: boolean | undefined }) {
  const exact = exactTime(iso, controlWords.locale);
  return (
    <time dateTime={iso} title={relative ? exact : undefined}>
      {relative ? relativeTime(iso, controlWords.locale) : exact}
    </time>
  );
}
