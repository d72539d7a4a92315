import type { ApiError } from '@gatehouse/client-sdk';
import { controlWords } from '../words/controls.ts';

/** Seconds. Who asks for less is only busy: another attempt is sooner made than a time is read. */
const SHORTEST_PAUSE = 60;

/** The time of day at which a service that pauses wants to be back; undefined when it did not say. */
export function endOfPause({ status, retryAfter = 0 }: ApiError): string | undefined {
  if (status !== 503 || retryAfter < SHORTEST_PAUSE) return undefined;
  const end = new Date(Date.now() + retryAfter * 1000);
  return end.toLocaleTimeString(controlWords.locale, { timeStyle: 'short' });
}
