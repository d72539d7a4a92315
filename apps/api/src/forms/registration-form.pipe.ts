import type { Registration } from '@gatehouse/auth-core';
import { Injectable, type PipeTransform } from '@nestjs/common';
import { RegistrationPipe } from '../registration/registration.pipe.ts';
import { formFields } from './form-fields.ts';

/** A registration written as a browser writes it: an empty optional box is no name. */
@Injectable()
export class RegistrationFormPipe implements PipeTransform {
  constructor(private readonly registrations: RegistrationPipe) {}

  transform(body: unknown): { registration: Registration; next: string | undefined } {
    const { next, name, ...fields } = formFields(body);
    const registration = this.registrations.transform(name?.trim() ? { ...fields, name } : fields);
    return { registration, next };
  }
}
