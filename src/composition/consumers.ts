import type { Subscription } from '../bus/bus.ts';
import { openInboxSubscription } from '../bus/http-inbox/subscription.ts';
import { SchemaRegistry } from '../bus/kafka/registry.ts';
import { fullTopic } from '../bus/topics.ts';
import { consume } from '../consumer/consumer.ts';
import { ProgressLog } from '../consumer/progress-log.ts';
import type { BatchReport } from '../consumer/report.ts';
import { SeenTypes } from '../consumer/seen-types.ts';
import { whenAborted } from '../lifecycle.ts';
import type { Role } from '../lifecycle.ts';
import { createKafkaWatch } from '../monitoring/kafka-metrics.ts';
import type { BusGap } from '../store/engine/bus-gaps.ts';
import { batchParts } from './parts.ts';
import type { RoleParts } from './role-parts.ts';

/** Processes events: one role for each source of them. */
export async function openConsumers(shared: RoleParts): Promise<Role[]> {
  const { settings, database, announces, watcher, logger, metrics, vitals, tracing, activity, closers } = shared;
  if (!settings.badgesEnabled) {
    logger.warn('BADGES_ENABLED is off: events are not processed and wait until it is on');
    // Like any role it goes on until the stop: a service manager must not start it again and again.
    return [{ name: 'consume nothing', run: (signal) => whenAborted(signal) }];
  }
  const parts = { ...batchParts(settings, database, announces), tracing };
  const seenTypes = new SeenTypes(database, settings.events, logger);
  return (await openSources(shared)).map(({ subscription, onBus }) => {
    closers.add(() => subscription.close());
    const { name } = subscription;
    const pulse = vitals.watch({ role: 'consume', name, onBus, trouble: () => subscription.trouble });
    const progress = new ProgressLog(logger);
    return {
      name: `consume ${name}`,
      run: async (signal) => {
        const { batchSize } = settings.consumer;
        const onBatch = (report: BatchReport, seconds: number): void => {
          progress.add(report);
          seenTypes.note(report.types);
          activity.countBatch(report);
          metrics.countBatch(report, seconds);
          watcher?.onBatch?.(report);
        };
        seenTypes.note(new Set());
        await consume({ ...parts, subscription, batchSize, logger, pulse, onBatch }, signal);
        progress.tell();
        await seenTypes.close();
      },
    };
  });
}

/** Where events come from. */
interface Source {
  readonly subscription: Subscription;
  /** Whether that is the event bus. */
  readonly onBus: boolean;
}

async function openSources({ settings, database, logger, metrics, arrivals }: RoleParts): Promise<Source[]> {
  const { redis, kafka, topics, topicPrefix } = settings.bus;
  const fullTopics = topics.map((topic) => fullTopic(topicPrefix, topic));
  const onGap = (topic: string, gap: BusGap): void => metrics.countLost(topic, gap);
  const sources: Source[] = [];
  if (redis?.consumersEnabled) {
    const { openRedisSubscription } = await import('../bus/redis-streams/subscription.ts');
    sources.push({ subscription: openRedisSubscription(redis, fullTopics, logger, { database, onGap }), onBus: true });
  }
  if (kafka?.consumersEnabled) {
    const { openKafkaSubscription } = await import('../bus/kafka/subscription.ts');
    const schemas = new SchemaRegistry(kafka.registry);
    const watch = createKafkaWatch(metrics.registry);
    const parts = { database, schemas, logger, onGap, watch };
    sources.push({ subscription: openKafkaSubscription(kafka, fullTopics, parts), onBus: true });
  }
  if (settings.inbox !== null)
    sources.push({
      subscription: openInboxSubscription({ database, logger, arrivals, leaseMs: settings.consumer.inboxLeaseMs }),
      onBus: false,
    });
  return sources;
}
