import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import type { ShutdownTimes } from './config/connection-limits.ts';

/** For what comes after the last request, in milliseconds: pools and an embedded database. */
const CLOSING = 5_000;

/** For what somebody has sent and nobody has read yet, in milliseconds and turns: to close at once would lose it. */
const ON_ITS_WAY = { turns: 10, each: 10 };

interface Steps {
  /** Tells whoever asks that this process is not for new work. */
  announce(): void;
  /** Ends when all is answered and closed. */
  close(): Promise<void>;
  hangUp(): void;
}

/** Ends the process gracefully on the first signal, and at once on the second. */
export function onShutdown({ delay, grace }: ShutdownTimes, steps: Steps): void {
  let isClosing = false;
  const stop = async (): Promise<void> => {
    if (isClosing) process.exit(1);
    isClosing = true;
    steps.announce();
    await pause(delay);
    await readWhatHasCome();
    // Whoever holds a connection open must not keep the process alive for ever.
    setTimeout(() => steps.hangUp(), grace).unref();
    setTimeout(() => process.exit(1), grace + CLOSING).unref();
    try {
      await steps.close();
      process.exit(0);
    } catch (error) {
      process.stderr.write(`${String(error)}\n`);
      process.exit(1);
    }
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => void stop());
}

/** Milliseconds after which an orderly end is over, or is given up. */
export function longestEnd({ delay, grace }: ShutdownTimes): number {
  return delay + ON_ITS_WAY.turns * ON_ITS_WAY.each + grace + CLOSING;
}

/** On a busy computer a timer alone may be over before a single connection was looked at. */
async function readWhatHasCome(): Promise<void> {
  for (let turn = 0; turn < ON_ITS_WAY.turns; turn += 1) {
    await pause(ON_ITS_WAY.each);
    await nextTurn();
  }
}
