// A child process of the benchmark: one role for life, one task at a time. Started by worker.ts.
import { keepBatchesYoung } from '../../src/heap.ts';
import { announcerWork, bareAnnouncing } from './announcer-work.ts';
import { bareFetching } from './bare-fetching.ts';
import { bareAwarding, bareReading, bareWriting } from './bare-work.ts';
import { consumerWork } from './consumer-work.ts';
import { nowMicros } from './events.ts';
import { providersWork } from './provider-servers.ts';
import { soakSending } from './soak-sender.ts';
import type { Answer, Order, Role, Task, Work } from './jobs.ts';

// As in src/main.ts; the bare loops have it too.
keepBatchesYoung();

const work = await open(JSON.parse(process.argv[2] ?? '') as Role);
let stop = (): void => {};

process.on('message', (order: Order) => {
  if (order.kind === 'start') void start(order.task);
  else if (order.kind === 'stop') stop();
  else measureMemory();
});
// The parent has gone, whatever happened to it.
process.on('disconnect', () => process.exit());
answer({ kind: 'ready' });

async function open(role: Role): Promise<Work> {
  switch (role.kind) {
    case 'consumer':
      return consumerWork(role);
    case 'bare-fetching':
      return bareFetching(role);
    case 'bare-reading':
      return bareReading(role.redisUrl);
    case 'bare-writing':
      return bareWriting(role.databaseUrl, role.tables);
    case 'announcer':
      return announcerWork(role);
    case 'bare-announcing':
      return bareAnnouncing(role.redisUrl);
    case 'soak-sender':
      return soakSending(role);
    case 'providers':
      return providersWork(role);
    case 'bare-awarding':
      return bareAwarding(role.redisUrl, role.databaseUrl);
  }
}

async function start(task: Task): Promise<void> {
  const stopping = new AbortController();
  const stopped = new Promise<void>((resolve) => {
    stop = () => {
      stopping.abort();
      resolve();
    };
  });
  const latencies: number[] = [];
  const watch = {
    batchDone: (events: number) => answer({ kind: 'batch', events }),
    committed: (times: readonly number[]) => {
      const now = nowMicros();
      for (const time of times) latencies.push((now - time) / 1_000);
    },
  };
  await work(task, watch, stopping.signal);
  await stopped;
  answer({ kind: 'stopped', latencies });
}

function measureMemory(): void {
  globalThis.gc?.();
  const { rss, heapUsed } = process.memoryUsage();
  answer({ kind: 'memory', residentBytes: rss, heapBytes: heapUsed });
}

function answer(message: Answer): void {
  process.send?.(message);
}
