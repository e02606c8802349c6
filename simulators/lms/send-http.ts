import { toCloudEventJson } from '../../src/events/encode.ts';
import { paced, persistently, Refused, type SendOptions } from './pace.ts';
import type { LmsEvent } from './stream.ts';

export interface Inbox {
  /** Address that takes batches of CloudEvents, for example `http://127.0.0.1:8100/events`. */
  readonly url: string;
  readonly token: string;
}

/**
 * Posts events to an HTTP inbox as batches of CloudEvents. A batch that was not taken (503 or another server error, 429,
 * connection lost) is sent again until it is, so that a batch may arrive twice but none is lost.
 *
 * @returns how many events were taken
 * @throws Refused when the inbox answers that it will never take a batch; the error of the last attempt when the signal
 *   is aborted while a batch is under way
 */
export async function sendOverHttp(
  events: Iterable<LmsEvent>,
  { url, token }: Inbox,
  options: SendOptions = {},
): Promise<number> {
  let total = 0;
  for await (const batch of paced(events, options)) {
    const body = `[${batch.map(cloudEvent).join(',')}]`;
    await persistently(() => post(url, token, body, options.signal), options.signal);
    total += batch.length;
    options.onSent?.(total);
  }
  return total;
}

function cloudEvent({ type, payload, id, time, source }: LmsEvent): string {
  return toCloudEventJson(type, payload, { id, time, source, sourcehost: 'lms' });
}

async function post(url: string, token: string, body: string, signal: AbortSignal | undefined): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/cloudevents-batch+json' },
    body,
    signal: AbortSignal.any([AbortSignal.timeout(10_000), ...(signal ? [signal] : [])]),
  });
  const text = await response.text();
  if (response.ok) return;
  const message = `the inbox answered ${response.status}: ${text.slice(0, 500)}`;
  throw response.status >= 500 || response.status === 429 ? new Error(message) : new Refused(message);
}
