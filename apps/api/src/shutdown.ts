const DEADLINE = 10_000;

/** Ends the process gracefully on the first signal, and at once on the second. */
export function onShutdown(close: () => Promise<void>): void {
  let isClosing = false;
  const stop = async (): Promise<void> => {
    if (isClosing) process.exit(1);
    isClosing = true;
    // Whoever holds a connection open must not keep the process alive for ever.
    setTimeout(() => process.exit(1), DEADLINE).unref();
    try {
      await close();
      process.exit(0);
    } catch (error) {
      process.stderr.write(`${String(error)}\n`);
      process.exit(1);
    }
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => void stop());
}
