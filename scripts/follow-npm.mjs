// npm passes a signal to the shell that it starts, and the shell keeps it to itself: without this, whoever
// ends "npm start" from a script leaves the server running, on its port.
const parent = process.ppid;
if (process.env.npm_lifecycle_event) {
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 300);
  watch.unref();
}
