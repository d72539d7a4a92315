import type { ErrorCode, FieldErrors } from '@gatehouse/auth-core';
import { isApiError } from '@gatehouse/client-sdk';

/** A refusal that a form can tell beside the field it is about. */
export class FieldFault extends Error {
  override readonly name = 'FieldFault';
  readonly fields: FieldErrors;

  constructor(fields: FieldErrors, cause: unknown) {
    super('A field was refused.', { cause });
    this.fields = fields;
  }
}

/** For `catch`: a refusal with this code is about that field. */
export function asFieldFault(code: ErrorCode, fields: FieldErrors) {
  return (error: unknown): never => {
    throw isApiError(error) && error.code === code ? new FieldFault(fields, error) : error;
  };
}
