import type { Api } from './api.ts';

export interface KeptEvent {
  readonly name: string;
  readonly userId: string | null;
  readonly sessionId: string | null;
  readonly actorId: string | null;
  readonly address: string | null;
  readonly browser: string | null;
  readonly os: string | null;
  readonly details: Readonly<Record<string, unknown>>;
}

/** What is kept of one person, the oldest first. */
export function eventsOf({ database }: Api, userId: string): Promise<KeptEvent[]> {
  return database.query(
    `SELECT name, user_id AS "userId", session_id AS "sessionId", actor_id AS "actorId",
            address, browser, os, details
       FROM security_events WHERE user_id = $1 ORDER BY id`,
    [userId],
  );
}

/** What the log has told since it had so many lines. */
export function toldEvents({ log }: Api, since: number): Readonly<Record<string, unknown>>[] {
  return log
    .slice(since)
    .map((line): Record<string, unknown> => JSON.parse(line))
    .filter(({ msg }) => msg === 'security event');
}
