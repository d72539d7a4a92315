import type { Variables } from './env-schema.ts';

/** What one connection may take, and how many there may be. Times in milliseconds. */
export interface ConnectionLimits {
  /** Until the head of a request has come, also of the first one of a connection. */
  readonly head: number;
  /** Until all of a request has come. */
  readonly request: number;
  /** For an answer that waits to be read: without any progress for this long, nobody is there. */
  readonly answer: number;
  /** Between two requests. */
  readonly idle: number;
  /** At once, beside those that stay open for live streams. */
  readonly connections: number;
}

/** How a process ends that is asked to. Times in milliseconds. */
export interface ShutdownTimes {
  /** Still open for requests, while whoever shares them out learns of it. */
  readonly delay: number;
  /** For requests under way. */
  readonly grace: number;
}

export function toConnectionLimits(variables: Variables): ConnectionLimits {
  return {
    head: variables.HEADERS_TIMEOUT,
    request: variables.REQUEST_TIMEOUT,
    answer: variables.ANSWER_TIMEOUT,
    idle: variables.KEEP_ALIVE_TIMEOUT,
    connections: variables.CONNECTIONS,
  };
}

export function toShutdownTimes(variables: Variables): ShutdownTimes {
  return { delay: variables.SHUTDOWN_DELAY ?? 0, grace: variables.SHUTDOWN_GRACE };
}
