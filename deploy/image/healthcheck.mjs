// Tells the container engine whether the process is alive. Whether it can do its work is for /readyz: a process that waits for
// its database must not be restarted.
const port = process.env['LAUREL_MONITORING_PORT'] || process.env['LAUREL_HTTP_PORT'] || '8760';
const alive = await fetch(`http://127.0.0.1:${port}/healthz`, { signal: AbortSignal.timeout(4_000) }).then(
  (answer) => answer.ok,
  () => false,
);
process.exit(alive ? 0 : 1);
