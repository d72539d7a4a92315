import { InvalidArgumentError } from '@commander-js/extra-typings';
import { type KeptEventName, keptEvents } from '@gatehouse/auth-core';
import { parseDuration } from '../../config/duration.ts';

/** A number of things, one at least. */
export function count(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new InvalidArgumentError('Give a whole number from 1.');
  return Number(text);
}

export function keptEvent(text: string): KeptEventName {
  const found = keptEvents.find((name) => name === text);
  if (!found) throw new InvalidArgumentError(`Choose one of: ${keptEvents.join(', ')}.`);
  return found;
}

/** A time in the past: so long ago, or by the calendar. */
export function moment(text: string): Date {
  const ago = parseDuration(text);
  const date = ago === undefined ? new Date(text) : new Date(Date.now() - ago);
  if (!/^\d{4}-|^\d+[smhd]$/.test(text) || Number.isNaN(date.getTime()))
    throw new InvalidArgumentError(
      'Give a time like 2026-03-31T12:00Z, or how long ago: 30m, 12h, 14d.',
    );
  return date;
}
