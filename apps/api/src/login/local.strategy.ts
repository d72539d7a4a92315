import type { Credentials } from '@gatehouse/auth-core';
import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import type { FastifyRequest } from 'fastify';
import { Strategy } from 'passport-local';
import { PasswordService } from '../account/password.service.ts';
import type { UserEntity } from '../users/user.entity.ts';

/** Passport asks us who it is; our own service begins the session. */
@Injectable()
export class LocalStrategy extends PassportStrategy(Strategy) {
  constructor(private readonly passwords: PasswordService) {
    super({ usernameField: 'identifier', passwordField: 'password', passReqToCallback: true });
  }

  /** Reads the body that the guard has checked; passport-local itself would fall back to the query string. */
  async validate(request: FastifyRequest<{ Body: Credentials }>): Promise<UserEntity | false> {
    return (await this.passwords.authenticate(request.browser, request.body)) ?? false;
  }
}
