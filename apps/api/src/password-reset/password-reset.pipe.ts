import { type PasswordReset, passwordResetSchema } from '@gatehouse/auth-core';
import { Inject, Injectable, type PipeTransform } from '@nestjs/common';
import { ENV } from '../config/config.module.ts';
import type { Env } from '../config/env.ts';
import { parseBody } from '../http/validation.ts';

/** Checks a new password against the length that this deployment asks for. */
@Injectable()
export class PasswordResetPipe implements PipeTransform<unknown, PasswordReset> {
  readonly #schema;

  constructor(@Inject(ENV) env: Env) {
    this.#schema = passwordResetSchema(env.passwordMinLength);
  }

  transform(body: unknown): PasswordReset {
    return parseBody(this.#schema, body);
  }
}
