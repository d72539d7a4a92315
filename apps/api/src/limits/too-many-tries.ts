import { AppError } from '@gatehouse/auth-core';

const MINUTE = 60;

/** @param seconds until the next try makes sense */
export function tooManyTries(seconds: number): AppError {
  const retryAfter = Math.max(1, Math.ceil(seconds));
  return new AppError('rate_limited', {
    detail: `Too many attempts. You can try again in ${inWords(retryAfter)}.`,
    retryAfter,
  });
}

function inWords(seconds: number): string {
  if (seconds <= MINUTE) return seconds === 1 ? 'one second' : `${seconds} seconds`;
  return `${Math.ceil(seconds / MINUTE)} minutes`;
}
