import type { TopicInspection } from '../../bus/inspection.ts';
import { count } from '../terminal/output.ts';
import { fail, ok, warn } from './checks.ts';
import type { Check } from './checks.ts';

const hourMs = 3_600_000;
const lostEvents = 'See docs/operations.md ("Events were lost"); `laurel replay` processes what is still there again.';

/** Whether a topic in partitions keeps messages until they are read, and can be read by all consumers at once. */
export function checkKeeping({ topic, group, standing, keeping }: TopicInspection): Check[] {
  if (keeping === null) return [];
  const { partitions, leaderless, isCompacted, forMs, isEnding, lost } = keeping;
  const check = `events of ${topic}`;
  const consumers = standing?.consumers ?? 0;
  const checks: Check[] = [];
  if (leaderless.length > 0)
    checks.push(
      fail(
        check,
        `${count(leaderless.length, 'partition')} of ${partitions} ${leaderless.length === 1 ? 'has' : 'have'} no leader (${leaderless.join(', ')}): they can't be read or written; the others still work`,
        'Start the brokers that hold them. With a replication factor of 3 the topic keeps working without one of them.',
      ),
    );
  if (isCompacted === true)
    checks.push(
      warn(
        check,
        'the topic is compacted (cleanup.policy=compact): it keeps only the newest event of each course, and removes those of other learners',
        'Set cleanup.policy=delete for the topic, with a retention.ms of several weeks.',
      ),
    );
  if (lost > 0)
    checks.push(
      warn(
        check,
        `at least ${lost} were removed from the topic before ${group} had read them; they are recorded when Laurel continues reading`,
        lostEvents,
      ),
    );
  if (isEnding && forMs !== null)
    checks.push(
      warn(
        check,
        `unread ones will soon be removed: the topic keeps messages for ${hours(forMs)}, and the oldest unread ones have been there for most of that`,
        'Start more consumers, or have the topic keep messages for longer (retention.ms), before it removes them.',
      ),
    );
  if (consumers > partitions)
    checks.push(
      ok(
        check,
        `${consumers} consumers share ${partitions} ${partitions === 1 ? 'partition' : 'partitions'}: ${consumers - partitions} of them are idle until another one ends`,
      ),
    );
  return checks;
}

function hours(ms: number): string {
  const count = ms / hourMs;
  if (count < 1) return `${Math.max(1, Math.round(ms / 60_000))} minutes`;
  return count < 72 ? `${Math.round(count)} hours` : `${Math.round(count / 24)} days`;
}
