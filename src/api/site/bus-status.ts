import type { Settings } from '../../settings.ts';
import type { StoreInspection } from '../../store/lists/inspection.ts';
import type { BusStanding } from '../../monitoring/bus-standing.ts';
import { toWording } from '../wording.ts';
import type { BusStatus } from '../schemas/status.ts';

/** The event bus, the inbox and the outbox, as the API tells of them. */
export function toBusStatus(
  bus: BusStanding,
  {
    waitingSignals,
    waitingMessages,
    lastCommits,
  }: Pick<StoreInspection, 'waitingSignals' | 'waitingMessages' | 'lastCommits'>,
  { inbox }: Pick<Settings, 'inbox'>,
  announces: boolean,
): BusStatus {
  return {
    state: bus.state,
    message: bus.told.map(({ text }) => text).join(' '),
    wording: bus.told.map(toWording),
    topics:
      bus.inspection === null
        ? []
        : bus.inspection.topics.map(({ topic, length, group, standing, holdsSignals, keeping }) => ({
            topic,
            exists: length !== null,
            messages: length ?? 0,
            group,
            lag: standing === null ? length : standing.lag,
            pending: standing?.pending ?? 0,
            consumers: standing?.consumers ?? 0,
            holdsSignals,
            partitions: keeping?.partitions ?? null,
            lastCommitAt: lastCommits.get(topic)?.toISOString() ?? null,
          })),
    inbox: { open: inbox !== null, waiting: waitingMessages },
    announcing: announces,
    signalsWaiting: announces ? waitingSignals : 0,
  };
}
