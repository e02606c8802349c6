import { waitFor } from '../support/wait.ts';
import type { Message } from './wire.ts';

export const inboxToken = 'token-of-the-fire-inbox';

const answerWithinMs = 2_000;

/**
 * Sends events one by one to the HTTP inbox, as a platform without a bus does: first to one process, then to the other, until
 * one of them has said that it has stored them.
 *
 * @param urls of the inboxes
 */
export async function sendOverHttp(urls: readonly string[], messages: readonly Message[]): Promise<void> {
  for (const [index, message] of messages.entries()) {
    let tries = index;
    await waitFor(
      `an inbox takes ${message.event.id}`,
      async () => {
        const url = urls[tries % urls.length] ?? '';
        tries += 1;
        return (await post(url, message)) === 202;
      },
      { timeoutMs: 90_000, everyMs: 50 },
    );
  }
}

/** Metadata in headers, the body as it is on the bus. */
async function post(url: string, { headers, body }: Message): Promise<number> {
  const { status } = await fetch(`${url}/events`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${inboxToken}`,
      'content-type': 'application/avro',
      'ce-specversion': '1.0',
      ...Object.fromEntries(headers.map(([name, value]) => [`ce-${name}`, value])),
    },
    body: new Uint8Array(body),
    signal: AbortSignal.timeout(answerWithinMs),
  });
  return status;
}
