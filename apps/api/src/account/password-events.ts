import { Injectable } from '@nestjs/common';
import type { Browser } from '../browser/browser.ts';
import { SecurityEvents } from '../events/security-events.ts';

interface Failed {
  readonly browser: Browser;
  readonly userId: string | undefined;
}

/** What wrong passwords lead to, in words. */
@Injectable()
export class PasswordEvents {
  constructor(private readonly events: SecurityEvents) {}

  /** From now on tries have to wait: told and not kept, because strangers can cause it for anybody. */
  delayed({ browser, userId }: Failed): void {
    this.events.tell({ name: 'authn_login_fail_max', userId, browser });
  }

  /** No password is right any more where this one was tried. Kept for an account only: names of nobody are without end. */
  blocked({ browser, userId }: Failed): Promise<void> {
    return this.events.recordIfKnown({ name: 'authn_login_lock', userId, browser });
  }
}
