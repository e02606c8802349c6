import { expect, test } from 'vitest';
import { openMemoryBus } from '../../src/bus/memory/memory-bus.ts';
import { idsOf, metadata, passingBody, passingFields } from './passing-status.ts';

const never = new AbortController().signal;
const message = (id: string, topic = 'badges') => ({ topic, key: 'k', fields: passingFields(id), body: passingBody });

test('a group reads everything once, whoever of its consumers asks; another group reads it too', async () => {
  const bus = openMemoryBus();
  await bus.publisher('dev').publish([message('a'), message('b'), message('c')]);
  const first = bus.subscribe(['dev-badges'], 'one');
  const second = bus.subscribe(['dev-badges'], 'one');
  expect(idsOf([...(await first.read(2, never)), ...(await second.read(2, never))])).toEqual(['a', 'b', 'c']);
  const other = await bus.subscribe(['dev-badges'], 'two').read(10, never);
  expect(idsOf(other)).toEqual(['a', 'b', 'c']);
  expect(other[0]?.body).toEqual(passingBody);
  expect(metadata(other[0] as (typeof other)[number])).toEqual(Object.fromEntries(passingFields('a')));
});

test('what is not acknowledged comes again, counted; what is acknowledged does not', async () => {
  const bus = openMemoryBus();
  await bus.publisher().publish([message('done'), message('unfinished')]);
  const subscription = bus.subscribe(['badges'], 'one');
  const messages = await subscription.read(10, never);
  await subscription.acknowledge(messages.slice(0, 1));
  expect(bus.pending('one')).toBe(1);
  bus.redeliver('one');
  const again = await subscription.read(10, never);
  expect(idsOf(again)).toEqual(['unfinished']);
  expect(again[0]?.deliveries).toBe(2);
  await subscription.acknowledge(again);
  bus.redeliver('one');
  expect(bus.pending('one')).toBe(0);
});

test('a waiting read ends with the first message, with an abort, or when it is closed', async () => {
  const bus = openMemoryBus();
  const subscription = bus.subscribe(['badges', 'other'], 'one');
  const woken = subscription.read(10, never);
  await bus.publisher().publish([message('a', 'other')]);
  expect(idsOf(await woken)).toEqual(['a']);
  const stop = new AbortController();
  const aborted = subscription.read(10, stop.signal);
  stop.abort();
  expect(await aborted).toEqual([]);
  const closed = subscription.read(10, never);
  await subscription.close();
  expect(await closed).toEqual([]);
});
