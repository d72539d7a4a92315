import { type PasswordChange, passwordChangeSchema } from '@gatehouse/auth-core';
import { Inject, Injectable, type PipeTransform } from '@nestjs/common';
import { ENV } from '../config/config.module.ts';
import type { Env } from '../config/env.ts';
import { parseBody } from '../http/validation.ts';

/** Checks a new password against the length that this deployment asks for. */
@Injectable()
export class PasswordChangePipe implements PipeTransform<unknown, PasswordChange> {
  readonly #schema;

  constructor(@Inject(ENV) env: Env) {
    this.#schema = passwordChangeSchema(env.passwordMinLength);
  }

  transform(body: unknown): PasswordChange {
    return parseBody(this.#schema, body);
  }
}
