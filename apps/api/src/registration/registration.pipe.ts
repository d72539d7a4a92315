import { type Registration, registrationSchema } from '@gatehouse/auth-core';
import { Inject, Injectable, type PipeTransform } from '@nestjs/common';
import { ENV } from '../config/config.module.ts';
import type { Env } from '../config/env.ts';
import { parseBody } from '../http/validation.ts';

/** Checks a registration against the password length of this deployment. */
@Injectable()
export class RegistrationPipe implements PipeTransform<unknown, Registration> {
  readonly #schema;

  constructor(@Inject(ENV) env: Env) {
    this.#schema = registrationSchema(env.passwordMinLength);
  }

  transform(body: unknown): Registration {
    return parseBody(this.#schema, body);
  }
}
