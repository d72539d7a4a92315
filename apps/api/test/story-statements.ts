import { LastSeen } from '../src/recognition/last-seen.ts';
import { TIME_OVER } from './session-ledger.ts';
import { asActor } from './statement-gate.ts';
import type { Act } from './story-act.ts';

/** What happens without a request: by an operator with psql, past all of our code, and by time. */
export const statements = {
  suspend: async ({ operator, person, ledger, everyoneHeard }) => {
    await operator.query('UPDATE users SET suspended_at = now() WHERE id = $1', [person.id]);
    await everyoneHeard();
    ledger.endAll('the account was suspended');
  },

  expire: async ({ operator, person, ledger, everyoneHeard }) => {
    const { rows } = await operator.query<{ id: string }>(
      `UPDATE sessions SET idle_expires_at = now() - interval '1 s' WHERE user_id = $1 RETURNING id`,
      [person.id],
    );
    await everyoneHeard();
    for (const { id } of rows) ledger.endById(id, TIME_OVER);
  },

  /** Once a story: secrets are not renewed twice within seconds. */
  makeRotationDue: async ({ operator, person }) => {
    await operator.query(
      `UPDATE sessions SET rotated_at = 'epoch' WHERE user_id = $1 AND previous_mac IS NULL`,
      [person.id],
    );
  },

  /** The clock strikes: what was used lately is written down. */
  writeLastSeen: async ({ processOf }, occasion) => {
    const { app } = processOf(occasion.process);
    await asActor(occasion.actor, () => app.get(LastSeen).write());
  },
} satisfies Record<string, Act>;
