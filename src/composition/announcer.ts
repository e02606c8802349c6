import type { Publisher } from '../bus/bus.ts';
import { openRedisPublisher } from '../bus/redis-streams/publisher.ts';
import { relaySignals } from '../bus/relay.ts';
import type { RelayParts } from '../bus/relay.ts';
import { encodeSignal } from '../bus/signals.ts';
import type { Role } from '../lifecycle.ts';
import type { RoleParts } from './role-parts.ts';

/** Announces awards and revocations on the bus; no role without one. */
export function openAnnouncer({
  settings,
  database,
  publisher,
  watcher,
  logger,
  metrics,
  tracing,
  closers,
}: RoleParts): Role[] {
  const bus = publisher ?? openPublisher({ settings, logger, closers });
  if (bus === null) {
    logger.warn('no event bus is configured: signals wait in the outbox until EVENT_BUS_REDIS_CONNECTION_URL is set');
    return [];
  }
  const [topic = ''] = settings.bus.topics;
  const parts: RelayParts = {
    database,
    publisher: bus,
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

function openPublisher({
  settings,
  logger,
  closers,
}: Pick<RoleParts, 'settings' | 'logger' | 'closers'>): Publisher | null {
  const { bus } = settings;
  if (bus.redis === null) return null;
  const publisher = openRedisPublisher(bus.redis, bus.topicPrefix, logger);
  closers.add(() => publisher.close());
  return publisher;
}
