import { lifetimesOf, type SessionLifetimes } from '@gatehouse/auth-core';
import type { Browser } from '../browser/browser.ts';
import { type NewSession, nothingCarried } from './session-rows.ts';

type Identity = Pick<NewSession, 'id' | 'mac' | 'remembered'>;

/** A session of nobody in this browser, before it is stored: without a user, a message or anything carried. */
export function draftSession(
  browser: Browser,
  identity: Identity,
  lifetimes: SessionLifetimes,
): NewSession {
  return {
    ...identity,
    ...lifetimesOf(identity.remembered, lifetimes),
    userId: null,
    fresh: null,
    device: browser.device,
    address: browser.address,
    carried: nothingCarried,
    flash: [],
  };
}
