import type { EntityManager } from 'typeorm';
import { rows } from '../../database/rows.ts';

/** Ends every session there is, those of visitors as well. @returns how many of them belonged to somebody */
export async function endAllSessions(manager: EntityManager): Promise<number> {
  const [gone] = await rows<{ ofPeople: number }>(
    manager,
    `WITH gone AS (DELETE FROM sessions RETURNING user_id)
     SELECT count(user_id)::int AS "ofPeople" FROM gone`,
  );
  return gone?.ofPeople ?? 0;
}
