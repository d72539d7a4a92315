/** Every way a request can be refused. Codes are public API: add one freely, rename one never. */
export const errors = {
  malformed_request: { status: 400, title: 'The request cannot be read.' },
  invalid_credentials: { status: 401, title: 'Invalid username or password.' },
  unauthenticated: { status: 401, title: 'Unauthorized' },
  reauthentication_required: { status: 403, title: 'Please reauthenticate to access this page.' },
  forbidden: { status: 403, title: 'Not Authorized' },
  account_closing: {
    status: 403,
    title: 'Your account is closed. Decide first whether to keep it.',
  },
  password_change_required: { status: 403, title: 'Choose a new password first.' },
  cross_site_request: { status: 403, title: 'This request came from another site.' },
  not_found: { status: 404, title: 'There is nothing here.' },
  method_not_allowed: { status: 405, title: 'This address does not take that method.' },
  conflict: { status: 409, title: 'This does not fit what is already there.' },
  username_taken: { status: 409, title: 'That username is not available.' },
  email_taken: { status: 409, title: 'The email address is already registered.' },
  invalid_token: {
    status: 410,
    title: 'This link was used already, or is too old. Ask for a new one.',
  },
  payload_too_large: { status: 413, title: 'The request is too large.' },
  unsupported_media_type: { status: 415, title: 'Send JSON, as application/json.' },
  validation_failed: { status: 422, title: 'Some fields need your attention.' },
  rate_limited: { status: 429, title: 'Too many attempts.' },
  internal_error: { status: 500, title: 'Something went wrong on our side.' },
  overloaded: { status: 503, title: 'Too much is going on right now.' },
  unavailable: { status: 503, title: 'A part of the service cannot be reached.' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ErrorCode = keyof typeof errors;

/** What is wrong, by the name of the field. */
export type FieldErrors = Readonly<Record<string, readonly string[]>>;

/** RFC 9457 problem details, with a stable code. `retryAfter` is in seconds. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: ErrorCode;
  readonly detail?: string | undefined;
  readonly fields?: FieldErrors | undefined;
  readonly requestId: string;
  readonly retryAfter?: number | undefined;
}

export interface AppErrorOptions {
  readonly cause?: unknown;
  /** Words for this one case, where the title is too general. */
  readonly detail?: string;
  readonly fields?: FieldErrors;
  /** Seconds until a new attempt makes sense. */
  readonly retryAfter?: number;
}

/** An expected refusal. Anything else that is thrown is a fault, and is told as `internal_error`. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly detail: string | undefined;
  readonly fields: FieldErrors | undefined;
  readonly retryAfter: number | undefined;

  constructor(code: ErrorCode, { cause, detail, fields, retryAfter }: AppErrorOptions = {}) {
    super(detail ?? errors[code].title, { cause });
    this.name = 'AppError';
    this.code = code;
    this.detail = detail;
    this.fields = fields;
    this.retryAfter = retryAfter;
  }

  get status(): number {
    return errors[this.code].status;
  }
}
