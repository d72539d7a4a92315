/** What PostgreSQL and its driver say of a failed statement, as far as we read it. */
interface DatabaseFailure {
  readonly code?: string;
  readonly constraint?: string;
  readonly message?: string;
}

const FOREIGN_KEY_VIOLATION = '23503';
const UNIQUE_VIOLATION = '23505';

// Connection lost or refused, server stopping or full, statement or lock timed out, read-only, out of disk, out of descriptors.
const unavailableStates =
  /^(08...|53...|55P03|57P0[1-5]|57014|25006|40001|40P01|58030|EMFILE|ENFILE|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EPIPE|ENOENT|EHOSTUNREACH)$/;
// The words about a query runner: the connection was lost between two statements of a transaction.
const unavailableWords =
  /Query runner already released|query runner was already released|timeout exceeded when trying to connect|Query read timeout|Connection terminated|Client has encountered a connection error|Driver not Connected|DataSource is not (connected|set)|Cannot use a pool after calling end|not queryable/i;

/** The name of the violated unique constraint, if that is what went wrong. */
export function violatedUnique(error: unknown): string | undefined {
  return violated(error, UNIQUE_VIOLATION);
}

/** The same for a reference to a row that is not there, or not any more. */
export function violatedReference(error: unknown): string | undefined {
  return violated(error, FOREIGN_KEY_VIOLATION);
}

function violated(error: unknown, kind: string): string | undefined {
  return failures(error).find(({ code }) => code === kind)?.constraint;
}

/** True when the database could not be asked: the request may be right, and must not be judged. */
export function isDatabaseUnavailable(error: unknown): boolean {
  return failures(error).some(
    ({ code, message }) =>
      (code !== undefined && unavailableStates.test(code)) ||
      (message !== undefined && unavailableWords.test(message)),
  );
}

/** TypeORM wraps the driver's error, and Node wraps several of them into one. */
function failures(error: unknown): DatabaseFailure[] {
  if (typeof error !== 'object' || error === null) return [];
  const { driverError, errors, cause } = error as {
    driverError?: unknown;
    errors?: unknown[];
    cause?: unknown;
  };
  const wrapped = [driverError, ...(Array.isArray(errors) ? errors : []), cause];
  return [error, ...wrapped.flatMap(failures)];
}
