import type { Credentials } from '@gatehouse/auth-core';
import { isCommonPassword } from '@gatehouse/auth-core/password';
import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import type { FastifyRequest } from 'fastify';
import { Strategy } from 'passport-local';
import { PasswordService } from '../account/password.service.ts';
import { PasswordDemands } from '../account/password-demands.ts';
import type { UserEntity } from '../users/user.entity.ts';

/** Passport asks us who it is; our own service begins the session. */
@Injectable()
export class LocalStrategy extends PassportStrategy(Strategy) {
  constructor(
    private readonly passwords: PasswordService,
    private readonly demands: PasswordDemands,
  ) {
    super({ usernameField: 'identifier', passwordField: 'password', passReqToCallback: true });
  }

  /** Reads the body that the guard has checked; passport-local itself would fall back to the query string. */
  async validate(request: FastifyRequest<{ Body: Credentials }>): Promise<UserEntity | false> {
    const user = await this.passwords.authenticate(request.browser, request.body);
    // Stored before it was on the list, or brought along from elsewhere.
    if (user && isCommonPassword(request.body.password))
      await this.demands.foundKnown(request.browser, user);
    return user ?? false;
  }
}
