import { type LoggerService } from '@nestjs/common';
import { type Logger, type LoggerOptions, pino } from 'pino';
import { LogOutput } from './log-output.ts';

const STANDARD_OUTPUT = 1;
const WARN = 40;

/** Where lines go. */
type Output = Pick<LogOutput, 'write' | 'flush'>;

/** The log of a process: its standard output. */
export function standardOutput(): LogOutput {
  const output = new LogOutput(STANDARD_OUTPUT);
  process.on('exit', () => output.finish());
  return output;
}

/** One JSON object a line. Bodies, cookies and queries are never logged: there is nothing to redact. */
export function createLogger(level: string, output: Output): Logger {
  return pino(
    {
      ...options(level),
      hooks: {
        logMethod(words, log, number) {
          log.apply(this, words);
          // Trouble is told at once: it may be the last word.
          if (number >= WARN) output.flush();
        },
        streamWrite: visible,
      },
    },
    output,
  );
}

/** JSON lets these through, and a terminal or another reader of lines obeys them: ends of lines, turns of direction. */
const unseen =
  /[\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

function visible(line: string): string {
  return line.replace(unseen, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
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
