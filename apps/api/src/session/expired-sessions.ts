/** A session that was over by time, and whose it was. */
export interface ExpiredSession {
  readonly sessionId: string;
  readonly userId: string;
  /** The admin who acted for them. */
  readonly actorId: string | null;
}

/** What `removed` answers, in a statement that removes sessions which are over. */
export const removedColumns = `
  s.id, s.user_id, s.actor_id, s.address, s.browser, s.os, LEAST(s.idle_expires_at, s.expires_at, now()) AS at`;

/** Keeps that they are over, as of when they were: those of people, and not of visitors. */
export const keepExpired = `
  INSERT INTO security_events (at, name, user_id, session_id, actor_id, address, browser, os)
  SELECT at, 'session_expired', user_id, id, actor_id, address, browser, os FROM removed WHERE user_id IS NOT NULL
  RETURNING session_id AS "sessionId", user_id AS "userId", actor_id AS "actorId"`;
