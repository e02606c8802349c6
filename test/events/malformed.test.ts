import { describe, expect, test } from 'vitest';
import { createReader } from '../../src/events/reader.ts';
import { malformations, malformedMessages } from '../support/malformed.ts';
import { createRandom } from '../support/random.ts';
import { ccxPassingStatus, fieldsOf, passingStatus, validMessage } from '../support/valid-message.ts';

const read = createReader({ eventTypes: [passingStatus, ccxPassingStatus] });

test('100,000 malformed messages are all unreadable, each for its reason, in seconds (S3)', () => {
  const wrong: string[] = [];
  const started = performance.now();
  for (const message of malformedMessages(20_261_122, 100_000)) {
    const reading = read(message);
    const kind = message.position.replace(/-\d+$/, '');
    const reason = reading.kind === 'unreadable' ? reading.reason : reading.kind;
    if (reason !== malformations.get(kind)?.reason) wrong.push(`${message.position}: ${JSON.stringify(reading)}`);
  }
  expect(wrong).toEqual([]);
  expect(performance.now() - started).toBeLessThan(30_000);
});

test('the same seed gives the same messages, another seed others', () => {
  const [first, again, other] = [1, 1, 2].map((seed) => [...malformedMessages(seed, 200)]);
  expect(again).toEqual(first);
  expect(other).not.toEqual(first);
});

test('what is damaged was readable before', () => {
  const random = createRandom(7);
  for (let index = 0; index < 500; index++) {
    for (const type of [passingStatus, ccxPassingStatus]) {
      const { headers, body, payload } = validMessage(random, type);
      const reading = read({
        topic: 't',
        position: '0',
        deliveries: 1,
        format: 'avro',
        fields: fieldsOf(headers),
        body,
      });
      expect(reading).toMatchObject({ kind: 'event', event: { payload } });
    }
  }
});

describe('details', () => {
  test('name nobody', () => {
    for (const message of malformedMessages(3, 3000)) {
      const reading = read(message);
      const text = JSON.stringify(reading);
      expect(text).not.toMatch(/learner\d|example\.org|Lovelace|Ada/);
    }
  });
});
