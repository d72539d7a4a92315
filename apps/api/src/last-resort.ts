/**
 * After an error that nobody caught, nobody knows what state the process is in: it says so, finishes what it can as
 * when it is asked to end, and leaves the rest to whoever starts it again.
 * @param patience milliseconds for an orderly end; after that the process ends as it is
 */
export function endOnFault(tell: (error: unknown) => void, patience: number): void {
  let isEnding = false;
  const end = (error: unknown): void => {
    tell(error);
    if (isEnding) process.exit(1);
    isEnding = true;
    // Whatever code an orderly end would give: a supervisor has to know.
    process.once('exit', () => {
      process.exitCode = 1;
    });
    setTimeout(() => process.exit(1), patience).unref();
    if (!process.emit('SIGTERM', 'SIGTERM')) process.exit(1);
  };
  process.on('uncaughtException', end);
  process.on('unhandledRejection', end);
}
