import { paths, returnPath } from '@gatehouse/auth-core';
import type { Client } from '@gatehouse/client-sdk';
import { wantedPath, withNext } from '../../lib/next.ts';
import { CookiesBlocked } from './cookies-blocked.ts';

/**
 * Goes on as somebody who is logged in, by a real navigation: password managers offer to save then.
 * Where the cookie did not come back, the next page would only lead here again.
 */
export async function enter(client: Client): Promise<never> {
  const { user } = await client.session.current();
  if (!user) throw new CookiesBlocked();
  goOn();
  // The form stays busy until the next page is there.
  return new Promise<never>(() => undefined);
}

/** Mail goes on from here: the log-in page says so, and leads on to the same place. */
export function waitForMail(): Promise<never> {
  location.replace(withNext(paths.login, wantedPath()));
  return new Promise<never>(() => undefined);
}

/** In place of the log-in page: the way back does not lead to its form. */
export function goOn(): void {
  location.replace(returnPath(wantedPath()));
}
