import { describe, expect, it } from '@jest/globals';
import { AppError, type ErrorCode, errors, problemSchema, toFieldErrors } from '../src/index.ts';

describe('errors', () => {
  it('are the published table of codes', () => {
    expect(Object.entries(errors).map(([code, { status }]) => `${status} ${code}`)).toEqual([
      '400 malformed_request',
      '401 invalid_credentials',
      '401 unauthenticated',
      '403 reauthentication_required',
      '403 forbidden',
      '403 account_closing',
      '403 password_change_required',
      '403 cross_site_request',
      '404 not_found',
      '405 method_not_allowed',
      '409 conflict',
      '409 username_taken',
      '409 email_taken',
      '410 invalid_token',
      '413 payload_too_large',
      '415 unsupported_media_type',
      '422 validation_failed',
      '429 rate_limited',
      '500 internal_error',
      '503 overloaded',
      '503 unavailable',
    ]);
  });

  it('have words for people', () => {
    for (const { title } of Object.values(errors)) expect(title).toMatch(/^[A-Z].{5,}/);
  });
});

describe('AppError', () => {
  it('says its title unless there are words for the case', () => {
    expect(new AppError('not_found')).toMatchObject({
      name: 'AppError',
      message: 'There is nothing here.',
      code: 'not_found',
      status: 404,
    });
    expect(new AppError('not_found', { detail: 'No such order.' })).toMatchObject({
      message: 'No such order.',
      detail: 'No such order.',
    });
  });

  it('carries its cause, its fields and the time to wait', () => {
    const cause = new Error('23505');
    const fields = { username: ['Taken.'] };
    const error = new AppError('username_taken', { cause, fields, retryAfter: 5 });
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({ cause, fields, retryAfter: 5, status: 409 });
  });
});

describe('problemSchema', () => {
  it.each(Object.keys(errors) as ErrorCode[])('passes a problem with the code %s', (code) => {
    const { status, title } = errors[code];
    const problem = { type: 'about:blank', title, status, code, requestId: 'r-1' };
    expect(problemSchema.parse(problem)).toEqual(problem);
  });

  it('refuses a code that is not in the table', () => {
    const problem = {
      type: 'about:blank',
      title: '',
      status: 500,
      code: 'toString',
      requestId: '',
    };
    expect(problemSchema.safeParse(problem).success).toBe(false);
  });
});

describe('toFieldErrors', () => {
  it('collects by field, and joins the path', () => {
    expect(
      toFieldErrors([
        { path: ['email'], message: 'One.' },
        { path: ['lines', 0, 'quantity'], message: 'Two.' },
        { path: [{ key: 'email' }], message: 'Three.' },
      ]),
    ).toEqual({ email: ['One.', 'Three.'], 'lines.0.quantity': ['Two.'] });
  });

  it('says each thing once', () => {
    const issue = { path: ['quantity'], message: 'Too many.' };
    expect(toFieldErrors([issue, issue])).toEqual({ quantity: ['Too many.'] });
  });

  it('names fields that nobody knows, wherever they stand', () => {
    const code = 'unrecognized_keys';
    expect(
      toFieldErrors([
        { code, keys: ['role', '__proto__'], path: [], message: 'Invalid input' },
        { code, keys: ['price'], path: ['lines', 1], message: 'Invalid input' },
      ]),
    ).toEqual(
      Object.fromEntries([
        ['role', ['There is no such field.']],
        ['__proto__', ['There is no such field.']],
        ['lines.1.price', ['There is no such field.']],
      ]),
    );
  });

  it('speaks of the body itself under a name of its own', () => {
    expect(toFieldErrors([{ code: 'invalid_type', path: [], message: 'Invalid input' }])).toEqual({
      _: ['Send a JSON object.'],
    });
    expect(toFieldErrors([{ message: 'Too early.' }])).toEqual({ _: ['Too early.'] });
  });

  it('is empty where nothing is wrong', () => {
    expect(toFieldErrors([])).toEqual({});
  });
});
