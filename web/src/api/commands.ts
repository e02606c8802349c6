/** Commands that are under way: what was sent to change something, and has no answer yet. */
const underWay = new Set<AbortController>();
const listeners = new Set<() => void>();

function tell(): void {
  for (const listener of listeners) listener();
}

/** Notes a command as long as it is under way. Its signal says when somebody does not want to wait any longer. */
export async function noteCommand<T>(send: (stopped: AbortSignal) => Promise<T>): Promise<T> {
  const command = new AbortController();
  underWay.add(command);
  tell();
  try {
    return await send(command.signal);
  } finally {
    underWay.delete(command);
    tell();
  }
}

/** Waits for none of them any longer. What became of them is not known. */
export function stopCommands(): void {
  for (const command of underWay) command.abort();
}

export function countCommands(): number {
  return underWay.size;
}

export function onCommands(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
