import type { EntityManager } from 'typeorm';
import { rows } from './database/rows.ts';
import type { KeptEventName } from './events/event-name.ts';

interface Commanded {
  /** That of what an admin does, unless there is a better one. */
  readonly name?: KeptEventName;
  /** Whose account it is, if it is about one. */
  readonly userId?: string;
  readonly details: Readonly<Record<string, string | number>>;
}

/** Keeps what the operator did by a command, in the transaction of it. No process is there to tell it. */
export async function recordCommand(
  manager: EntityManager,
  { name = 'authz_admin', userId, details }: Commanded,
): Promise<void> {
  await rows(manager, 'INSERT INTO security_events (name, user_id, details) VALUES ($1, $2, $3)', [
    name,
    userId,
    { ...details, by: 'command' },
  ]);
}
