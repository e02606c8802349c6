import type { Gate, Publisher } from '../bus/bus.ts';
import { openRedisPublisher } from '../bus/redis-streams/publisher.ts';
import { openReadAheadGate } from '../bus/redis-streams/read-ahead-gate.ts';
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
  const way = publisher ? { publisher } : openWay({ settings, logger, closers });
  if (way === null) {
    logger.warn('no event bus is configured: signals wait in the outbox until EVENT_BUS_REDIS_CONNECTION_URL is set');
    return [];
  }
  const [topic = ''] = settings.bus.topics;
  const parts: RelayParts = {
    database,
    ...way,
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
function openWay({
  settings: { bus },
  logger,
  closers,
}: Pick<RoleParts, 'settings' | 'logger' | 'closers'>): { publisher: Publisher; gate: Gate } | null {
  if (bus.redis === null) return null;
  const publisher = openRedisPublisher(bus.redis, bus.topicPrefix, logger);
  const gate = openReadAheadGate(bus, bus.redis, logger);
  closers.add(() => publisher.close());
  closers.add(() => gate.close());
  return { publisher, gate };
}
