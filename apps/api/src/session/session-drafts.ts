import {
  type Actor,
  acting,
  type Flash,
  type FlashCode,
  type FlashParams,
  flash,
  lifetimesOf,
} from '@gatehouse/auth-core';
import { Inject, Injectable } from '@nestjs/common';
import type { Browser } from '../browser/browser.ts';
import type { SessionToken } from '../browser/session-token.ts';
import { ENV } from '../config/config.module.ts';
import type { Env } from '../config/env.ts';
import { type NewSession, nothingCarried } from './session-rows.ts';
import { SessionSecrets } from './session-secrets.ts';

const MINUTE = 60_000;

type Acting = NonNullable<NewSession['acting']>;

/** A session before it is stored, and the token that will open it. */
export interface Draft {
  readonly token: SessionToken;
  readonly session: NewSession;
}

/** Makes what is stored, from who asks and what this deployment allows. */
@Injectable()
export class SessionDrafts {
  constructor(
    @Inject(ENV) private readonly env: Env,
    private readonly secrets: SessionSecrets,
  ) {}

  /** Of nobody in this browser: without a user, a message or anything carried. */
  ofVisitor(browser: Browser): Draft {
    const token = this.secrets.newToken();
    const session = {
      id: token.id,
      mac: this.secrets.mac(token),
      ...lifetimesOf(false, this.env.lifetimes, null),
      remembered: false,
      userId: null,
      fresh: null,
      acting: null,
      device: browser.device,
      address: browser.address,
      carried: nothingCarried,
      flash: [],
    };
    return { token, session };
  }

  /** Of a person who has just proved a credential. */
  ofUser(browser: Browser, { user, remembered }: { user: Actor; remembered: boolean }): Draft {
    const { token, session } = this.ofVisitor(browser);
    const { lifetimes } = this.env;
    const own = {
      ...lifetimesOf(remembered, lifetimes, user.role),
      remembered,
      userId: user.id,
      fresh: lifetimes.fresh,
    };
    return { token, session: { ...session, ...own } };
  }

  /** Of a person for whom an admin acts: short, never remembered, never fresh, and no longer than the admin's own would last. */
  ofActing(
    browser: Browser,
    { userId, remaining, ...from }: { userId: string; remaining: number } & Acting,
  ): Draft {
    const { token, session } = this.ofVisitor(browser);
    const { idle } = lifetimesOf(false, this.env.lifetimes, 'admin');
    const absolute = Math.min(acting.minutes * MINUTE, remaining);
    return { token, session: { ...session, userId, idle, absolute, acting: from } };
  }

  /** None for one that the operator turned off by an empty text. */
  messages(code: FlashCode, params?: FlashParams): readonly Flash[] {
    const message = flash(code, params, this.env.flashTexts);
    return message.text === '' ? [] : [message];
  }
}
