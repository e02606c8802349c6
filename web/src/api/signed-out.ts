/** Asks whoever is at the page to sign in again. */
type Ask = () => void;

let ask: Ask | null = null;
let door: PromiseWithResolvers<void> | null = null;

/**
 * From now on requests that meet a session that is over wait until somebody has signed in again, and are then sent once more:
 * nothing that was under way is lost.
 *
 * @param whenOver asked each time a request begins to wait
 * @returns ends it
 */
export function waitWhenSignedOut(whenOver: Ask): () => void {
  ask = whenOver;
  return () => {
    ask = null;
  };
}

/** Somebody has signed in again: what waits goes on. */
export function signedInAgain(): void {
  door?.resolve();
  door = null;
}

/** Waits until somebody has signed in again; false where nobody is asked to. */
export async function untilSignedIn(signal: AbortSignal | undefined): Promise<boolean> {
  if (ask === null) return false;
  door ??= Promise.withResolvers<void>();
  const opened = door.promise;
  ask();
  await new Promise<void>((resolve, reject) => {
    void opened.then(resolve);
    signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
  return true;
}
