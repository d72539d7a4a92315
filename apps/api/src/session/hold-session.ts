import type { Browser } from '../browser/browser.ts';
import type { SessionToken } from '../browser/session-token.ts';
import type { ActiveSession } from './active-session.ts';

/** Gives a browser the session, and the cookie that goes with it. */
export function holdSession(
  browser: Browser,
  token: SessionToken,
  session: ActiveSession,
): ActiveSession {
  sendToken(browser, token, session);
  browser.session = session;
  return session;
}

/** The cookie of a remembered session lasts as long as the session can; any other ends with the browser. */
export function sendToken(browser: Browser, token: SessionToken, session: ActiveSession): void {
  const remaining = Math.floor((session.expiresAt.getTime() - session.now.getTime()) / 1000);
  browser.keep(token, session.remembered ? remaining : undefined);
}
