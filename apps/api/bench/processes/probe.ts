/** Loaded before a measured program: tells its parent what it used so far, and ends with it. */
process.on('message', (asked) => {
  if (asked === 'collect') {
    // Twice: what a finaliser lets go is garbage of the next round.
    globalThis.gc?.();
    globalThis.gc?.();
  }
  const { user, system } = process.cpuUsage();
  const { heapUsed, external } = process.memoryUsage();
  process.send?.({ cpu: user + system, heap: heapUsed + external });
});
process.on('disconnect', () => process.exit());
