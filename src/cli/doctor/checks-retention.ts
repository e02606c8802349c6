import { isNearTheEnd } from '../../bus/retention.ts';
import type { Eviction, Retention, RetentionStanding, TopicRetention } from '../../bus/retention.ts';
import { ok, warn } from './checks.ts';
import type { Check } from './checks.ts';

const memory = 'event bus memory';
const longer =
  'Start more consumers, or let the platform keep more (EVENT_BUS_REDIS_STREAM_MAX_LEN at the LMS) before more events come.';
const lostEvents = 'docs/operations.md tells what can be done ("Events were lost").';

/** Whether Redis may take messages from the topics before they are processed, or has done so already. */
export function checkRetention({ eviction, topics }: Retention): Check[] {
  return [checkEviction(eviction), ...topics.flatMap(checkTopic)];
}

function checkEviction(eviction: Eviction | null): Check {
  if (eviction === null)
    return warn(
      memory,
      'whether Redis may evict topics is unknown: the user may use neither INFO nor CONFIG GET',
      'Allow INFO, or see to it yourself: maxmemory-policy should be noeviction or one of volatile-*.',
    );
  const { policy, limited } = eviction;
  if (!policy.startsWith('allkeys-')) return ok(memory, `no topic is evicted when it is full (${policy})`);
  const when = limited ? 'when its memory is full' : 'as soon as maxmemory is set and its memory is full';
  return warn(
    memory,
    `Redis may evict whole topics, with all events in them that are not read, ${when} (maxmemory-policy ${policy})`,
    'Set maxmemory-policy to noeviction or to one of volatile-*, or give the event bus a Redis of its own.',
  );
}

function checkTopic({ topic, group, gone, standing }: TopicRetention): Check[] {
  const check = `events of ${topic}`;
  if (gone === 'topic')
    return [
      warn(check, 'the topic that was read was deleted, evicted or replaced, with what was in it unread', lostEvents),
    ];
  if (gone === 'group')
    return [
      warn(
        check,
        `the group ${group} was deleted`,
        'It is made again when Laurel reads, and begins with the oldest message; what comes twice changes nothing.',
      ),
    ];
  return standing === null ? [] : [...checkLost(check, standing), ...checkRoom(check, standing)];
}

function checkLost(check: string, { lost, lostInWork }: RetentionStanding): Check[] {
  return [
    ...(lost > 0
      ? [
          warn(
            check,
            `at least ${lost} were removed from the topic before they were read; they are noted when Laurel reads on`,
            lostEvents,
          ),
        ]
      : []),
    ...(lostInWork
      ? [
          warn(
            check,
            'some were removed from the topic while they were in work, or waited to be tried again',
            lostEvents,
          ),
        ]
      : []),
  ];
}

function checkRoom(check: string, standing: RetentionStanding): Check[] {
  const { keeps, room } = standing;
  if (room === null || !isNearTheEnd(standing)) return [];
  const message =
    room > 0
      ? `the oldest unprocessed one is removed when ${room} more have come: the topic keeps ${keeps}`
      : `${Math.max(1, -room)} unprocessed ones can be removed with the next that comes: the topic keeps ${keeps}`;
  return [warn(check, message, longer)];
}
