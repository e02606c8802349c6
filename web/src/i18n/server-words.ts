/** The words for what the server says come late: only where something of it is shown. */
let wanted = false;
let arrived: Promise<unknown> = Promise.resolve();
const listeners = new Set<() => void>();

export function areServerWordsWanted(): boolean {
  return wanted;
}

/** Tells the provider of the language that something of the server is to be shown; it loads the words once. */
export function wantServerWords(): void {
  if (wanted) return;
  wanted = true;
  for (const listener of listeners) listener();
}

export function onServerWordsWanted(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Said by the provider: until then nobody should have to read English. */
export function serverWordsArriveWith(loading: Promise<unknown>): void {
  arrived = loading;
}

/** Resolves when the words are there, or can't be had. */
export async function serverWords(): Promise<void> {
  wantServerWords();
  await arrived.catch(() => {});
}
