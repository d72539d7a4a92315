import {
  AppError,
  type EndedSessions,
  endedSessionsSchema,
  PASSWORD_UNCHANGED,
  type PasswordChange,
  passwordChangeSchema,
} from '@gatehouse/auth-core';
import { Body, Controller, Put } from '@nestjs/common';
import { AllowedWhile } from '../access/access.decorators.ts';
import { CurrentBrowser } from '../access/current-browser.decorator.ts';
import { CurrentUser } from '../access/current-user.decorator.ts';
import { CoherentTransaction } from '../announcements/coherent-transaction.ts';
import type { Browser } from '../browser/browser.ts';
import { SessionEvents } from '../events/session-events.ts';
import { FlashService } from '../flash/flash.service.ts';
import { Answers } from '../http/answers.decorator.ts';
import { Takes } from '../http/takes.decorator.ts';
import { holdSession } from '../session/hold-session.ts';
import { SessionService } from '../session/session.service.ts';
import { UserEntity } from '../users/user.entity.ts';
import type { UserRow } from '../users/user-view.ts';
import { OldPasswords } from './old-passwords.ts';
import { PasswordService } from './password.service.ts';
import { PasswordChangePipe } from './password-change.pipe.ts';

@Controller('api/account/password')
@AllowedWhile(['password_change_required'])
export class PasswordController {
  constructor(
    private readonly transaction: CoherentTransaction,
    private readonly passwords: PasswordService,
    private readonly old: OldPasswords,
    private readonly sessions: SessionService,
    private readonly flash: FlashService,
    private readonly events: SessionEvents,
  ) {}

  /** Every other session ends with the old password; this one goes on under a new token. */
  @Put()
  @Answers(endedSessionsSchema)
  @Takes(passwordChangeSchema())
  async change(
    @CurrentBrowser() browser: Browser,
    @CurrentUser() user: UserRow,
    @Body(PasswordChangePipe) { currentPassword, password }: PasswordChange,
  ): Promise<EndedSessions> {
    if (user.restriction && password === currentPassword)
      throw new AppError('validation_failed', { fields: { password: [PASSWORD_UNCHANGED] } });
    const field = 'currentPassword';
    await this.passwords.prove(browser, { userId: user.id, password: currentPassword, field });
    const { username, email } = user;
    const { client } = browser;
    const passwordHash = await this.passwords.hashNew(password, { username, email, client });
    const { renewed, marks, endedSessions } = await this.transaction.run(async (manager) => {
      const { affected } = await manager.update(
        UserEntity,
        { id: user.id },
        { passwordHash, passwordDemandedAt: null },
      );
      // The account was deleted while the new password was hashed.
      if (!affected) throw new AppError('unauthenticated');
      const renewed = await this.sessions.renew(manager, browser);
      const { session } = renewed;
      const kept = { userId: user.id, keptKey: session.key };
      const { marks, endedSessions } = await this.old.startAnew(manager, browser, kept);
      await this.events.changedPassword(manager, browser, { session, count: endedSessions });
      return { renewed, marks, endedSessions };
    });
    browser.keepMarks(marks);
    holdSession(browser, renewed.token, renewed.session);
    await this.flash.leave(browser, 'password_changed', { count: endedSessions });
    return { endedSessions };
  }
}
