import { shippedCatalogue } from '../../src/events/catalogue.ts';
import type { Event } from '../../src/rules/event.ts';
import { toTimestamp } from '../../src/store/database/timestamps.ts';

/** The event as a CloudEvents JSON object on one line, as in events.ndjson. */
export function cloudEvent({ type, id, source, time, payload }: Event): string {
  const payloadName = shippedCatalogue().types.get(type)?.variants.at(-1)?.payloadName ?? 'data';
  return JSON.stringify({
    specversion: '1.0',
    type,
    id,
    source,
    time: toTimestamp(time),
    minorversion: 0,
    sourcehost: 'lms',
    sourcelib: '11.2.0',
    datacontenttype: 'application/json',
    data: { [payloadName]: payload },
  });
}
