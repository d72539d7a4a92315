import type { EventEmitter } from 'node:events';
import type { World } from './world.ts';

/**
 * What ends a command that goes on for ever: the first interruption from its terminal (the second one ends the process), or
 * whoever reads its answer has seen enough, as `head` has. That is no fault, of no command.
 */
export function interruptionOf(
  signals: EventEmitter,
  streams: readonly EventEmitter[],
): World['interruption'] {
  const over = new AbortController();
  const end = (): void => over.abort();
  for (const stream of streams)
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
      end();
    });
  return () => {
    signals.once('SIGINT', end);
    return over.signal;
  };
}
