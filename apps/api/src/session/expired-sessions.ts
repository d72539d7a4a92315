/** A session that was over by time, and whose it was. */
export interface ExpiredSession {
  readonly sessionId: string;
  readonly userId: string;
}

/** What `removed` answers, in a statement that removes sessions which are over. */
export const removedColumns = `
  s.id, s.user_id, s.address, s.browser, s.os, LEAST(s.idle_expires_at, s.expires_at, now()) AS at`;

/** Keeps that they are over, as of when they were: those of people, and not of visitors. */
export const keepExpired = `
  INSERT INTO security_events (at, name, user_id, session_id, address, browser, os)
  SELECT at, 'session_expired', user_id, id, address, browser, os FROM removed WHERE user_id IS NOT NULL
  RETURNING session_id AS "sessionId", user_id AS "userId"`;
