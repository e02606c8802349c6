import { isNearTheEnd } from '../../bus/retention.ts';
import type { Eviction, Retention, RetentionStanding, TopicRetention } from '../../bus/retention.ts';
import { ok, warn } from './checks.ts';
import type { Check } from './checks.ts';

const memory = 'event bus memory';
const longer =
  'Start more consumers, or let the platform keep more (EVENT_BUS_REDIS_STREAM_MAX_LEN at the LMS) before more events come.';
const lostEvents = 'docs/operations.md says what you can do ("Events were lost").';

/** Whether Redis may take messages from the topics before they are processed, or has done so already. */
export function checkRetention({ eviction, topics }: Retention): Check[] {
  return [checkEviction(eviction), ...topics.flatMap(checkTopic)];
}

function checkEviction(eviction: Eviction | null): Check {
  if (eviction === null)
    return warn(
      memory,
      'whether Redis may evict topics is unknown: the user may use neither INFO nor CONFIG GET',
      'Allow INFO, or check manually that maxmemory-policy is noeviction or one of volatile-*.',
    );
  const { policy, limited } = eviction;
  if (!policy.startsWith('allkeys-')) return ok(memory, `no topic is evicted when it is full (${policy})`);
  const when = limited ? 'when its memory is full' : 'as soon as maxmemory is set and its memory is full';
  return warn(
    memory,
    `Redis may evict whole topics, with all their unread events, ${when} (maxmemory-policy ${policy})`,
    'Set maxmemory-policy to noeviction or to one of volatile-*, or give the event bus a Redis of its own.',
  );
}

function checkTopic({ topic, group, gone, standing }: TopicRetention): Check[] {
  const check = `events of ${topic}`;
  if (gone === 'topic')
    return [warn(check, 'the topic was deleted, evicted or replaced, with its unread events', lostEvents)];
  if (gone === 'group')
    return [
      warn(
        check,
        `the group ${group} was deleted`,
        'It is recreated when Laurel reads, and starts with the oldest message. Events that arrive twice change nothing.',
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
            `at least ${lost} were removed from the topic before they were read; they are recorded when Laurel continues reading`,
            lostEvents,
          ),
        ]
      : []),
    ...(lostInWork
      ? [
          warn(
            check,
            'some were removed from the topic while being processed, or while waiting for a retry',
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
      ? `the oldest unprocessed one is removed when ${room} more have arrived: the topic keeps ${keeps}`
      : `${Math.max(1, -room)} unprocessed ones can be removed with the next one: the topic keeps ${keeps}`;
  return [warn(check, message, longer)];
}
