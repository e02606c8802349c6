import type { Logger } from 'pino';
import { headerText } from '../../events/headers.ts';
import { toCloudEventJson } from '../../events/encode.ts';
import type { RawMessage } from '../../events/message.ts';
import { createReader } from '../../events/reader.ts';
import { makeSamples } from '../../events/samples.ts';
import { errorCode } from '../../errors.ts';
import { toTimestamp } from '../../store/database/timestamps.ts';
import type { SampleEvent } from '../schemas/event-types.ts';

/** How far back the bus is looked through, and how many of its events are offered. */
const lookedThrough = 500;
const offered = 5;

/**
 * Events of a type to try badge templates on: the newest real ones that are still on the bus, and some that are made from the
 * schema. Without a bus, or while it does not answer, only the latter.
 */
export async function findSamples(
  type: string,
  recentMessages: ((limit: number) => Promise<readonly RawMessage[]>) | undefined,
  logger: Logger,
): Promise<SampleEvent[]> {
  const made = makeSamples(type, Date.now() * 1_000).map(
    (event) => ({ source: 'made', type, time: null, event }) as const,
  );
  return [...(await recentSamples(type, recentMessages, logger)), ...made];
}

async function recentSamples(
  type: string,
  recentMessages: ((limit: number) => Promise<readonly RawMessage[]>) | undefined,
  logger: Logger,
): Promise<SampleEvent[]> {
  if (recentMessages === undefined) return [];
  try {
    const read = createReader({ eventTypes: [type] });
    const found = (await recentMessages(lookedThrough)).flatMap((message) => {
      const reading = read(message);
      return reading.kind === 'event' ? [{ event: reading.event, message }] : [];
    });
    return found
      .toSorted((a, b) => b.event.time - a.event.time)
      .slice(0, offered)
      .map(({ event: { id, source, time, payload }, message }) => {
        const [sourcehost = '', sourcelib] = ['sourcehost', 'sourcelib'].map((name) => fieldOf(message, name));
        const metadata = { id, source, time, sourcehost, ...(sourcelib === undefined ? {} : { sourcelib }) };
        const event = JSON.parse(toCloudEventJson(type, payload, metadata)) as SampleEvent['event'];
        return { source: 'recent', type, time: toTimestamp(time), event };
      });
  } catch (error) {
    logger.warn({ code: errorCode(error) }, 'no recent events are offered: the event bus does not answer');
    return [];
  }
}

function fieldOf({ fields }: RawMessage, wanted: string): string | undefined {
  const place = fields.findIndex((name, index) => index % 2 === 0 && name.toString('latin1') === wanted);
  const value = place < 0 ? undefined : fields[place + 1];
  return value && headerText(value);
}
