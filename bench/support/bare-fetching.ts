import { setTimeout as pause } from 'node:timers/promises';
import { Consumer } from '@platformatic/kafka';
import { passingStatusDecoder } from './bare-work.ts';
import type { KafkaAddress, Task, Watch, Work } from './jobs.ts';

const fetchBytes = 4 << 20;
const partitionBytes = 1 << 20;
const framed = 5;
const isControl = 1 << 5;

/**
 * The least that reading Kafka costs with the same client: fetch, Avro decode, commit. One broker, no rebalance, no headers
 * read, no registry asked, nothing remembered.
 */
export function bareFetching({ kafkaServers }: KafkaAddress): Work {
  const decoder = passingStatusDecoder();
  return async (task, watch, signal) => {
    const common = {
      clientId: 'bare',
      bootstrapBrokers: kafkaServers.split(','),
      groupId: task.group,
      autocommit: false,
    };
    const [member, fetcher] = [new Consumer(common), new Consumer(common)];
    for (const client of [member, fetcher]) client.on('error', () => {});
    try {
      member.topics.track(task.topic);
      await member.joinGroup({});
      await read({ member, fetcher, decode: (body) => decoder.fromBuffer(body) }, task, watch, signal);
    } finally {
      await Promise.all([member.close(), fetcher.close()]);
    }
  };
}

interface Loop {
  readonly member: Consumer;
  readonly fetcher: Consumer;
  readonly decode: (body: Buffer) => unknown;
}

async function read(
  { member, fetcher, decode }: Loop,
  { topic }: Task,
  watch: Watch,
  signal: AbortSignal,
): Promise<void> {
  while (member.assignments === null && !signal.aborted) await pause(10);
  const about = (await fetcher.metadata({ topics: [topic] })).topics.get(topic);
  const own = member.assignments?.find((assignment) => assignment.topic === topic)?.partitions ?? [];
  const offsets = new Map(own.map((partition) => [partition, 0n]));
  const node = about?.partitions[0]?.leader ?? 0;
  while (!signal.aborted && offsets.size > 0) {
    const { responses } = await fetcher.fetch({
      node,
      minBytes: 1,
      maxBytes: fetchBytes,
      maxWaitTime: 100,
      isolationLevel: 1,
      topics: [
        {
          topicId: about?.id ?? '',
          partitions: [...offsets].map(([partition, fetchOffset]) => ({
            partition,
            currentLeaderEpoch: -1,
            fetchOffset,
            lastFetchedEpoch: -1,
            partitionMaxBytes: partitionBytes,
          })),
        },
      ],
    });
    let done = 0;
    for (const { partitionIndex, records } of responses[0]?.partitions ?? []) {
      const from = offsets.get(partitionIndex) ?? 0n;
      for (const batch of records ?? []) {
        for (const record of (batch.attributes & isControl) === 0 ? batch.records : []) {
          if (batch.firstOffset + BigInt(record.offsetDelta) < from) continue;
          decode((record.value as Buffer).subarray(framed));
          done += 1;
        }
        offsets.set(partitionIndex, batch.firstOffset + BigInt(batch.lastOffsetDelta) + 1n);
      }
    }
    if (done === 0) continue;
    await member.commit({
      offsets: [...offsets].map(([partition, offset]) => ({ topic, partition, offset, leaderEpoch: -1 })),
    });
    watch.batchDone(done);
  }
}
