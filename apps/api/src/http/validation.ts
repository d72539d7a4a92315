import { AppError, toFieldErrors } from '@gatehouse/auth-core';
import { StandardSchemaValidationPipe } from '@nestjs/common';
import type { StandardSchemaV1 } from '@standard-schema/spec';
import { ExtraneousInput } from '../events/extraneous-input.ts';

/** Checks what handlers declare with `{ schema }`; every fault is told, by field. */
export function validationPipe(): StandardSchemaValidationPipe {
  return new StandardSchemaValidationPipe({ exceptionFactory: refusal });
}

/** @throws AppError `validation_failed` */
export function parseBody<Output>(
  schema: StandardSchemaV1<unknown, Output>,
  body: unknown,
): Output {
  const result = schema['~standard'].validate(body);
  if (result instanceof Promise) throw new TypeError('Schemas of bodies answer at once.');
  if (result.issues) throw refusal(result.issues);
  return result.value;
}

function refusal(issues: readonly StandardSchemaV1.Issue[]): AppError {
  const fields = toFieldErrors(issues);
  return new AppError(
    'validation_failed',
    issues.some(isUnknownField) ? { fields, cause: new ExtraneousInput() } : { fields },
  );
}

function isUnknownField(issue: StandardSchemaV1.Issue): boolean {
  return 'code' in issue && issue.code === 'unrecognized_keys';
}
