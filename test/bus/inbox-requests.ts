import type { Inbox } from '../../src/bus/http-inbox/server.ts';
import { passingFields } from './passing-status.ts';

export const token = 'a-token-of-the-tests';

/** The same event as {@link passingBody}, in JSON. */
export const data = {
  course_passing_status: {
    is_passing: true,
    course: {
      course_key: 'course-v1:X+A+1',
      display_name: 'Demo',
      start: '2024-01-02T03:04:05+00:00',
      end: null,
    },
    user: { id: 7, is_active: true, pii: { username: 'first', email: 'first@x.org', name: 'Jane' } },
  },
};
const attributes = (id: string): Record<string, string> => ({
  specversion: '1.0',
  ...Object.fromEntries(passingFields(id)),
});
/** That event as a structured CloudEvent. */
export const structured = (id: string, changes: Record<string, unknown> = {}): Record<string, unknown> => ({
  ...attributes(id),
  minorversion: 0,
  datacontenttype: 'application/json',
  data,
  ...changes,
});
/** The headers of binary mode for that event. */
export const binaryHeaders = (id: string): Record<string, string> =>
  Object.fromEntries(Object.entries(attributes(id)).map(([name, value]) => [`ce-${name}`, value]));

export const structuredType = 'application/cloudevents+json';
export const batchType = 'application/cloudevents-batch+json';

/** On a port that the system chooses. */
export const inboxSettings = { host: '127.0.0.1', port: 0, token, maxBodyBytes: 100_000 };

/** Sends a request to the inbox, with its token unless other headers are given. */
export function post(
  inbox: Inbox,
  contentType: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(`${inbox.url}/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': contentType, ...headers },
    body: Buffer.isBuffer(body) ? new Uint8Array(body) : typeof body === 'string' ? body : JSON.stringify(body),
  });
}
