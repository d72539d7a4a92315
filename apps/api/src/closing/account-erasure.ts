import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { rows } from '../database/rows.ts';
import type { doneBy } from '../events/done-by.ts';
import { SecurityEvents } from '../events/security-events.ts';
import { PasswordFailures } from '../limits/password-failures.ts';
import { UserEntity } from '../users/user.entity.ts';

/** The end of an account: the one place that removes a person with everything that is theirs. */
@Injectable()
export class AccountErasure {
  constructor(
    private readonly failures: PasswordFailures,
    private readonly events: SecurityEvents,
  ) {}

  /** Before anything is locked: in the order in which a log-in locks them. */
  async forgetTries(manager: EntityManager, id: string): Promise<void> {
    await this.failures.forget(manager, id);
  }

  /**
   * Messages, sessions and notices go with their person; orders stay, without name and address, and events, without the
   * place. The caller holds the lock on the user: an order that is on its way would keep its address.
   */
  async erase(manager: EntityManager, id: string, deed?: ReturnType<typeof doneBy>): Promise<void> {
    await rows(manager, 'UPDATE orders SET address = NULL WHERE user_id = $1', [id]);
    await manager.delete(UserEntity, { id });
    await rows(
      manager,
      `UPDATE security_events SET address = NULL, browser = NULL, os = NULL
        WHERE ((user_id = $1 AND actor_id IS NULL) OR actor_id = $1)
          AND (address, browser, os) IS DISTINCT FROM (NULL::text, NULL::text, NULL::text)`,
      [id],
    );
    await this.events.record(manager, { name: 'user_deleted', userId: id, ...deed });
  }
}
