import { passwordProblem } from '@gatehouse/auth-core';
import { isCommonPassword } from '@gatehouse/auth-core/password';
import { Inject, Injectable } from '@nestjs/common';
import { BreachedPasswords } from '../breached-passwords/breached-passwords.ts';
import { ENV } from '../config/config.module.ts';
import type { Env } from '../config/env.ts';

const COMMON = 'Many people use this password, so it is guessed first. Choose a different one.';
const BREACHED =
  'This password appears in lists of stolen passwords, so it is guessed first. Choose a different one.';

/** Whether a new password will do, in words for whoever has chosen it. */
@Injectable()
export class NewPasswordPolicy {
  constructor(
    @Inject(ENV) private readonly env: Env,
    private readonly breached: BreachedPasswords,
  ) {}

  problem(password: string, owner: { username: string; email: string }): string | undefined {
    const minLength = this.env.passwordMinLength;
    return (
      passwordProblem(password, { ...owner, minLength }) ??
      (isCommonPassword(password) ? COMMON : undefined)
    );
  }

  /** Asks a file or another machine, where the operator has named one. */
  async breach(password: string): Promise<string | undefined> {
    return (await this.breached.have(password)) ? BREACHED : undefined;
  }
}
