import type { RedisConnection, Reply } from './connection.ts';

const badgesTopic = 'learning-badges-lifecycle';

/**
 * The topic prefixes in use on this Redis, sorted; the empty one for a topic without prefix. For an operator whose
 * `EVENT_BUS_TOPIC_PREFIX` is not the platform's: some installations make it up at random.
 */
export async function detectPrefixes(connection: RedisConnection): Promise<string[]> {
  const prefixes = new Set<string>();
  let cursor = '0';
  do {
    const scan = ['SCAN', cursor, 'MATCH', `*${badgesTopic}`, 'COUNT', '1000', 'TYPE', 'stream'];
    const [next, keys] = (await connection.send(scan)) as [Buffer, readonly Reply[]];
    cursor = next.toString();
    for (const key of keys) {
      const topic = String(key);
      if (topic === badgesTopic) prefixes.add('');
      else if (topic.endsWith(`-${badgesTopic}`)) prefixes.add(topic.slice(0, -badgesTopic.length - 1));
    }
  } while (cursor !== '0');
  return [...prefixes].toSorted((a, b) => a.localeCompare(b, 'en'));
}
