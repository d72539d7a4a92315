import { type LoggerService } from '@nestjs/common';
import { type Logger, type LoggerOptions, pino } from 'pino';

/** Bytes, and milliseconds: a line of ordinary traffic waits for this many others, or this long. */
const BUFFER = 4096;
const DELAY = 500;
const WARN = 40;

/** One JSON object a line. Bodies, cookies and queries are never logged: there is nothing to redact. */
export function createLogger(level: string): Logger {
  // A write to the operating system for each line would cost as much as a third of a request.
  const output = pino.destination({ dest: 1, minLength: BUFFER, periodicFlush: DELAY });
  process.on('exit', () => output.flushSync());
  return pino(
    {
      ...options(level),
      hooks: {
        logMethod(words, log, number) {
          log.apply(this, words);
          // Trouble is told at once: it may be the last word.
          if (number >= WARN) output.flushSync();
        },
      },
    },
    output,
  );
}

function options(level: string): LoggerOptions {
  return {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    serializers: { err: describeError },
  };
}

/** Nest's own words in the same log. */
export function nestLogger(logger: Logger): LoggerService {
  const at =
    (level: 'info' | 'error' | 'warn' | 'debug') =>
    (message: unknown, ...rest: unknown[]) => {
      const context = rest.at(-1);
      logger[level]({
        context: typeof context === 'string' ? context : undefined,
        detail: describe(message),
      });
    };
  return {
    log: at('debug'),
    error: at('error'),
    warn: at('warn'),
    debug: at('debug'),
    verbose: at('debug'),
  };
}

function describe(message: unknown): unknown {
  return message instanceof Error ? describeError(message) : message;
}

/** Statements are logged, their parameters are not: these may be secrets. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return String(error);
  const { name, message, stack } = error;
  const code = (error as { code?: unknown }).code;
  return {
    name,
    message,
    code: typeof code === 'string' ? code : undefined,
    stack,
    cause: causeOf(error),
  };
}

function causeOf({ cause }: Error): unknown {
  return cause === undefined ? undefined : describeError(cause);
}
