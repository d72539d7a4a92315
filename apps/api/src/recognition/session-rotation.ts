import { needsRotation } from '@gatehouse/auth-core';
import { Inject, Injectable } from '@nestjs/common';
import { CoherentTransaction } from '../announcements/coherent-transaction.ts';
import type { Browser } from '../browser/browser.ts';
import type { SessionToken } from '../browser/session-token.ts';
import { ENV } from '../config/config.module.ts';
import type { Env } from '../config/env.ts';
import { SessionEvents } from '../events/session-events.ts';
import type { ActiveSession } from '../session/active-session.ts';
import { sendToken } from '../session/hold-session.ts';
import { SessionStore } from '../session/session.store.ts';
import { SessionSecretStore } from '../session/session-secret.store.ts';
import { SessionSecrets } from '../session/session-secrets.ts';
import type { StoredSession } from '../session/stored-session.ts';

/** Gives a session a new secret from time to time, so that a copied one does not work for long, or unnoticed. */
@Injectable()
export class SessionRotation {
  constructor(
    @Inject(ENV) private readonly env: Env,
    private readonly store: SessionStore,
    private readonly secretStore: SessionSecretStore,
    private readonly secrets: SessionSecrets,
    private readonly events: SessionEvents,
    private readonly transaction: CoherentTransaction,
  ) {}

  isDue(session: ActiveSession): boolean {
    return session.user !== null && needsRotation(session, session.now, this.env.lifetimes);
  }

  /** Of several requests at once one does it; the others go on with what has become the previous secret. */
  async rotate(browser: Browser, token: SessionToken, session: StoredSession): Promise<void> {
    const salt = this.secrets.newSalt();
    const next = this.secrets.next(token, salt);
    const change = { mac: this.secrets.mac(next), salt, replaced: session.secretMac };
    if (!(await this.secretStore.rotate(session.id, change))) return;
    this.events.renewed(browser, session);
    sendToken(browser, next, session);
  }

  /** The newest secret has come back: the previous one serves only what is under way already. */
  confirm(session: StoredSession): Promise<void> {
    return this.secretStore.confirm(session.id, session.secretMac);
  }

  /** The answer with the newest secret was lost, or is still on its way: here it is again, the very same. */
  offer(browser: Browser, token: SessionToken, session: StoredSession): void {
    const next =
      session.rotationSalt &&
      this.secrets.nextStored(token, session.rotationSalt, session.secretMac);
    if (next) sendToken(browser, next, session);
  }

  /**
   * Somebody kept an old secret: there are two holders of one cookie, and nobody can tell which is the
   * owner. The session ends for both.
   * @returns false when the session has changed meanwhile: look again
   */
  async endStolen(browser: Browser, session: StoredSession): Promise<boolean> {
    const isEnded = await this.transaction.run(async (manager) => {
      const ended = await this.store.endUnchanged(manager, session.id, session.secretMac);
      if (ended) await this.events.stolen(manager, browser, session);
      return ended;
    });
    if (isEnded) browser.forget();
    return isEnded;
  }
}
