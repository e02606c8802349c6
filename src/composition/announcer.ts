import type { Gate, Publisher } from '../bus/bus.ts';
import { hasBus, whyNotAnnouncing } from '../bus/announcing.ts';
import { relaySignals } from '../bus/relay.ts';
import type { RelayParts } from '../bus/relay.ts';
import { encodeSignal } from '../bus/signals.ts';
import { errorCode } from '../errors.ts';
import { whenAborted } from '../lifecycle.ts';
import type { Role } from '../lifecycle.ts';
import { dropSignals } from '../store/engine/outbox.ts';
import type { RoleParts } from './role-parts.ts';

/** Announces awards and revocations on the bus; where they are not announced, it drops what waited before that was so. */
export async function openAnnouncer({
  settings,
  database,
  announces,
  publisher,
  watcher,
  logger,
  metrics,
  vitals,
  tracing,
  closers,
}: RoleParts): Promise<Role[]> {
  const way = publisher ? { publisher } : await openWay({ settings, logger, closers });
  if (!announces || way === null) {
    const why = whyNotAnnouncing(settings.bus);
    return [{ name: 'announce', run: (signal) => announceNothing({ database, logger, why }, signal) }];
  }
  const [topic = ''] = settings.bus.topics;
  const { publisher: sender } = way;
  const pulse = vitals.watch({
    role: 'announce',
    name: sender.name,
    onBus: hasBus(settings.bus),
    trouble: () => sender.trouble,
  });
  const parts: RelayParts = {
    database,
    ...way,
    topic,
    pulse,
    logger,
    encode: (waiting) => encodeSignal(waiting, topic),
    tracing,
    onSent: (sent) => {
      metrics.countSignals(sent);
      watcher?.onSent?.(sent);
    },
  };
  return [{ name: 'announce', run: (signal) => relaySignals(parts, signal) }];
}

/** The way of signals to the bus of the settings; null without one. */
async function openWay({
  settings: { bus },
  logger,
  closers,
}: Pick<RoleParts, 'settings' | 'logger' | 'closers'>): Promise<{ publisher: Publisher; gate?: Gate } | null> {
  if (bus.kafka !== null) {
    const { openKafkaPublisher } = await import('../bus/kafka/publisher.ts');
    // No gate: Kafka keeps messages for a time, whatever comes after them, so signals push no unread event out.
    const publisher = openKafkaPublisher(bus.kafka, bus.topicPrefix, logger);
    closers.add(() => publisher.close());
    return { publisher };
  }
  if (bus.redis === null) return null;
  const { openRedisPublisher } = await import('../bus/redis-streams/publisher.ts');
  const { openReadAheadGate } = await import('../bus/redis-streams/read-ahead-gate.ts');
  const publisher = openRedisPublisher(bus.redis, bus.topicPrefix, logger);
  const gate = openReadAheadGate(bus, bus.redis, logger);
  closers.add(() => publisher.close());
  closers.add(() => gate.close());
  return { publisher, gate };
}

async function announceNothing(
  { database, logger, why }: Pick<RoleParts, 'database' | 'logger'> & { readonly why: string },
  signal: AbortSignal,
): Promise<void> {
  logger.info(`not announcing awards and revocations: ${why}`);
  try {
    // What happened meanwhile is no news on the day on which somebody turns it on.
    const dropped = await dropSignals(database);
    if (dropped > 0) logger.warn({ dropped }, `dropped waiting signals: ${why}`);
  } catch (error) {
    logger.warn({ code: errorCode(error) }, 'waiting signals could not be dropped; the next start tries again');
  }
  await whenAborted(signal);
}
