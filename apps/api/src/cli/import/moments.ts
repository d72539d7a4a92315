const withZone = /(?:z|[+-]\d{2}(?::?\d{2})?)$/i;
const shape = /^(\d{4})-\d{2}-\d{2}(?:[ T]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)?/;

/** The first accounts of the web are younger. */
const FIRST_YEAR = 1990;
/** Clocks differ. */
const AHEAD_MS = 24 * 60 * 60_000;

/** A time as databases print it; without a zone it is UTC. @returns undefined for what is none, or not over yet */
export function momentOf(text: string): Date | undefined {
  const year = Number(shape.exec(text)?.[1]);
  if (!(year >= FIRST_YEAR)) return undefined;
  const [day = '', time = '00:00'] = text.replace(/ ?UTC$/i, 'Z').split(/[ T](.*)/);
  const zoned = withZone.test(time) ? time : `${time}Z`;
  // PostgreSQL prints +00 and microseconds, others +0000 behind a blank.
  const exact = zoned
    .replace(/ ?([+-]\d{2}):?(\d{2})?$/, (_, hours, minutes = '00') => `${hours}:${minutes}`)
    .replace(/(\.\d{3})\d+/, '$1');
  const date = new Date(`${day}T${exact}`);
  const ahead = date.getTime() - Date.now();
  return ahead <= AHEAD_MS ? date : undefined;
}

const yes = new Set(['true', 't', 'yes', 'y', '1']);
const no = new Set(['', 'false', 'f', 'no', 'n', '0', 'null']);

/** Since when something holds, from a time or a mere yes. @returns null for never, undefined for what is neither */
export function sinceWhen(text: string): Date | null | undefined {
  const word = text.toLowerCase();
  if (no.has(word)) return null;
  return yes.has(word) ? new Date() : momentOf(text);
}
