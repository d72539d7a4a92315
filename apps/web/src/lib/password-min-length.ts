import { PASSWORD_MIN } from '@gatehouse/auth-core';
import { useSyncExternalStore } from 'react';
import { readBootstrap } from './bootstrap.ts';

const never = () => () => undefined;

/** Code points that this deployment asks of a new password. */
export function passwordMinLength(): number {
  return readBootstrap(document).passwordMinLength ?? PASSWORD_MIN;
}

/** The same for a page that was drawn before any deployment was known. */
export function usePasswordMinLength(): number {
  return useSyncExternalStore(never, passwordMinLength, () => PASSWORD_MIN);
}
