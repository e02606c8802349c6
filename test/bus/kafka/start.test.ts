import { expect, test } from 'vitest';
import { startOf } from '../../../src/bus/kafka/start.ts';
import type { KafkaPosition } from '../../../src/store/engine/kafka-positions.ts';

const stored: KafkaPosition = {
  topicId: 'T',
  nextOffset: 100,
  tries: 1,
  begunTo: 90,
  seenEnd: 150,
  lastTime: new Date(5),
  hasHoles: false,
  life: 1,
};
const look = { partition: 2, topicId: 'T', committed: null, earliest: 0, end: 500, earliestTime: new Date(9) };
const before = { ...stored, nextOffset: 40 };

// What is stored, how the partition is; where it goes on, what is lost, how often it was given out.
test.each([
  ['a new group: the oldest that is there, nothing is lost', null, { earliest: 40 }, 40, null, 1],
  ['only committed: from there', null, { committed: 70 }, 70, null, 1],
  ['only committed, and gone', null, { committed: 30, earliest: 40 }, 40, { lost: 10, exact: true }, 1],
  ['a lost commit: what is stored holds', {}, { committed: 80 }, 100, null, 1],
  ['set forward by somebody', {}, { committed: 300 }, 300, null, 1],
  ['a commit beyond the end is none', {}, { committed: 900 }, 500, null, 1],
  ['no progress since it was given out', { tries: 2, begunTo: 101 }, {}, 100, null, 3],
  [
    'gone before it was read',
    {},
    { earliest: 130 },
    130,
    { reason: 'trimmed', lost: 30, exact: true, atMost: false },
    1,
  ],
  [
    'the same where offsets had holes',
    { hasHoles: true },
    { earliest: 130 },
    130,
    { lost: 30, exact: false, atMost: true },
    1,
  ],
  [
    'another topic of the name',
    {},
    { topicId: 'U', end: 3 },
    0,
    { reason: 'topic_gone', lost: 50, exact: false, life: 1 },
    1,
  ],
  ['its end is gone', {}, { end: 60 }, 0, { reason: 'topic_gone', exact: false }, 1],
  ['read further by another process since it was looked at', {}, { end: 60, before }, 100, null, 1],
  ['begun by another process since', {}, { end: 0, before: null }, 100, null, 1],
  ['another topic of the name, which another process has found since', { topicId: 'U' }, { before }, 100, null, 1],
  ['the same, and has gone on with', { topicId: 'U' }, { topicId: 'U', before }, 100, null, 1],
])('%s', (_, changes, seen, nextOffset, gap, tries) => {
  const position = changes === null ? null : { ...stored, ...changes };
  const start = startOf(position, { before: position, ...look, ...seen }, 10);
  expect(start.position).toMatchObject({
    nextOffset,
    tries,
    life: gap !== null && 'reason' in gap && gap.reason === 'topic_gone' ? 2 : 1,
  });
  if (gap === null) expect(start.gap).toBeNull();
  else expect(start.gap).toMatchObject({ ...gap, partition: 2, until: new Date(9) });
  // Only where something is to be read can a process die of it.
  expect(start.position.begunTo).toBe(Math.min(start.position.seenEnd, nextOffset + 10));
});
