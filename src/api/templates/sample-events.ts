import type { Logger } from 'pino';
import type { RawMessage } from '../../events/message.ts';
import { createReader } from '../../events/reader.ts';
import { makeLike, makeSamples } from '../../events/samples.ts';
import { errorCode } from '../../errors.ts';
import { toTimestamp } from '../../store/database/timestamps.ts';
import type { SampleEvent } from '../schemas/event-types.ts';

/** How far back the bus is looked through, and how many of its events are offered. */
const lookedThrough = 500;
const offered = 5;

interface SampleParts {
  /** The configured event types: of others nothing that is on the bus is shown. */
  readonly eventTypes: readonly string[];
  readonly recentMessages?: ((limit: number) => Promise<readonly RawMessage[]>) | undefined;
  readonly logger: Logger;
}

/**
 * Events of a type to try badge templates on: some like the newest real ones that are still on the bus, without whom they were
 * about, and some that are made from the schema. Without a bus, or while it does not answer, only the latter.
 */
export async function findSamples(type: string, parts: SampleParts): Promise<SampleEvent[]> {
  const made = makeSamples(type, Date.now() * 1_000).map(
    (event) => ({ source: 'made', type, time: null, event }) as const,
  );
  return [...(await recentSamples(type, parts)), ...made];
}

async function recentSamples(
  type: string,
  { eventTypes, recentMessages, logger }: SampleParts,
): Promise<SampleEvent[]> {
  if (recentMessages === undefined || !eventTypes.includes(type)) return [];
  try {
    const read = createReader({ eventTypes: [type] });
    const found = (await recentMessages(lookedThrough)).flatMap((message) => {
      const reading = read(message);
      return reading.kind === 'event' ? [reading.event] : [];
    });
    return found
      .toSorted((a, b) => b.time - a.time)
      .slice(0, offered)
      .map((event) => ({ source: 'recent', type, time: toTimestamp(event.time), event: makeLike(event) }));
  } catch (error) {
    logger.warn({ code: errorCode(error) }, 'cannot offer recent events: the event bus is not responding');
    return [];
  }
}
