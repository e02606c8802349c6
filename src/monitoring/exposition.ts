import { Gauge, Registry } from 'prom-client';
import type { BusInspection } from '../bus/inspection.ts';
import type { DutyStanding } from '../store/engine/processes.ts';
import type { StoreInspection } from '../store/lists/inspection.ts';
import type { Metrics } from './metrics.ts';
import { isBusUp, roleStates } from './standing.ts';
import type { Standing } from './standing.ts';

/** What Prometheus gets when it asks. */
export interface Exposition {
  readonly contentType: string;
  render(): Promise<string>;
}

/**
 * What this process has done and how its own work goes, and how the database and the topics stand now. The latter is the
 * same in every process: take the maximum, not the sum. What can't be found out in time is left out.
 */
export function createExposition(metrics: Metrics, standing: Standing): Exposition {
  const registry = new Registry();
  const gauge = <const Label extends string>(name: string, help: string, labelNames: readonly Label[] = []) =>
    new Gauge<Label>({ name, help, labelNames: [...labelNames], registers: [registry] });

  const databaseUp = gauge('laurel_database_up', 'Whether the database answers.');
  const work = {
    parked: gauge('laurel_parked_messages', 'Messages that could not be processed.'),
    due: gauge('laurel_badges_due', 'Badges that are due outside, later retries included.'),
    retrying: gauge('laurel_badges_retrying', 'Badges whose delivery failed and is due again.'),
    failedForGood: gauge('laurel_badges_failed', 'Badges whose delivery waits for an operator.'),
    waitingSignals: gauge('laurel_outbox_waiting', 'Signals that wait for the bus.'),
    openGaps: gauge('laurel_bus_gaps', 'Gaps in what came over the bus that nobody has acknowledged.'),
    waitingMessages: gauge('laurel_inbox_waiting', 'Messages that came over HTTP and are not processed yet.'),
  } satisfies Partial<Record<keyof StoreInspection, Gauge>>;
  const oldestSignal = gauge('laurel_outbox_oldest_seconds', 'How long the oldest of them has waited.');
  const busUp = gauge('laurel_bus_up', 'Whether the ways of this process over the event bus work.');
  const roleUp = gauge('laurel_role_up', 'Whether a role of this process does its work.', ['role']);
  const topics = {
    lag: gauge('laurel_bus_lag', 'Messages that the consumer group has not read.', ['topic']),
    pending: gauge('laurel_bus_pending', 'Messages that it has read and not finished.', ['topic']),
    consumers: gauge('laurel_bus_consumers', 'Consumers in the group.', ['topic']),
    holding: gauge('laurel_bus_holds_signals', 'Whether signals wait until more of the topic is read.', ['topic']),
  };

  async function refresh(): Promise<void> {
    registry.resetMetrics();
    const [waiting, look] = await Promise.all([standing.work().catch(() => null), standing.look()]);
    databaseUp.set(waiting === null ? 0 : 1);
    if (waiting === null) for (const each of [...Object.values(work), oldestSignal]) each.remove();
    else tellWork(waiting);
    tellDuties(standing.duties());
    if (look.state === 'works') tellTopics(look.inspection);
  }

  function tellWork(waiting: StoreInspection): void {
    for (const [name, each] of Object.entries(work)) each.set(waiting[name as keyof typeof work]);
    oldestSignal.set(waiting.oldestSignalSeconds ?? 0);
  }

  function tellDuties(duties: readonly DutyStanding[]): void {
    const isUp = isBusUp(duties);
    if (isUp === null) busUp.remove();
    else busUp.set(isUp ? 1 : 0);
    for (const [role, works] of roleStates(duties)) roleUp.set({ role }, works ? 1 : 0);
  }

  function tellTopics({ topics: inspected }: BusInspection): void {
    for (const { topic, length, standing: group, holdsSignals } of inspected) {
      // Without a group nothing was read.
      const lag = group === null ? (length ?? 0) : group.lag;
      if (lag !== null) topics.lag.set({ topic }, lag);
      topics.pending.set({ topic }, group?.pending ?? 0);
      topics.consumers.set({ topic }, group?.consumers ?? 0);
      topics.holding.set({ topic }, holdsSignals ? 1 : 0);
    }
  }

  return {
    contentType: registry.contentType,
    render: async () => {
      await refresh();
      return `${await metrics.registry.metrics()}\n${await registry.metrics()}`;
    },
  };
}
