/** Asks whoever is at the page to sign in again. */
type Ask = () => void;

let ask: Ask | null = null;
let door: PromiseWithResolvers<void> | null = null;
/** How often somebody has signed in again. */
let times = 0;

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
  times += 1;
  door?.resolve();
  door = null;
}

/** To be kept from before a request is sent, for {@link untilSignedIn}. */
export function signInsSoFar(): number {
  return times;
}

/**
 * Waits until somebody has signed in again; false where nobody is asked to. Nobody is asked twice for one session: an answer can
 * arrive after the sign-in that it asks for.
 *
 * @param before {@link signInsSoFar} when the request was sent
 */
export async function untilSignedIn(before: number, signal: AbortSignal | undefined): Promise<boolean> {
  if (ask === null) return false;
  if (times > before) return true;
  door ??= Promise.withResolvers<void>();
  const opened = door.promise;
  ask();
  await new Promise<void>((resolve, reject) => {
    void opened.then(resolve);
    signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
  return true;
}
