import type pg from 'pg';
import { LastSeen } from '../src/recognition/last-seen.ts';
import { TIME_OVER } from './session-ledger.ts';
import { asActor } from './statement-gate.ts';
import type { Act } from './story-act.ts';
import type { StagePerson } from './story-stage.ts';

/** Several rows at once could wait for somebody who waits for one of them. @returns the ids of those that were changed */
async function oneByOne(
  operator: pg.Client,
  { id }: StagePerson,
  statement: string,
): Promise<readonly string[]> {
  const { rows } = await operator.query('SELECT key FROM sessions WHERE user_id = $1', [id]);
  const changed: string[] = [];
  for (const { key } of rows) {
    const answer = await operator.query<{ id: string }>(statement, [key]);
    changed.push(...answer.rows.map((row) => row.id));
  }
  return changed;
}

/** What happens without a request: by an operator with psql, past all of our code, and by time. */
export const statements = {
  suspend: async ({ operator, person, ledger, everyoneHeard }) => {
    await operator.query('UPDATE users SET suspended_at = now() WHERE id = $1', [person.id]);
    await everyoneHeard();
    ledger.endAll('the account was suspended');
  },

  expire: async ({ operator, person, ledger, everyoneHeard }) => {
    const ended = await oneByOne(
      operator,
      person,
      `UPDATE sessions SET idle_expires_at = now() - interval '1 s' WHERE key = $1 RETURNING id`,
    );
    await everyoneHeard();
    for (const id of ended) ledger.endById(id, TIME_OVER);
  },

  /** Once a story: secrets are not renewed twice within seconds. */
  makeRotationDue: async ({ operator, person }) => {
    await oneByOne(
      operator,
      person,
      `UPDATE sessions SET rotated_at = 'epoch' WHERE key = $1 AND previous_mac IS NULL RETURNING id`,
    );
  },

  /** The clock strikes: what was used lately is written down. */
  writeLastSeen: async ({ processOf }, occasion) => {
    const { app } = processOf(occasion.process);
    await asActor(occasion.actor, () => app.get(LastSeen).write());
  },
} satisfies Record<string, Act>;
