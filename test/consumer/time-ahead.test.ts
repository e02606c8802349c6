import { describe, expect, test } from 'vitest';
import { processBatch } from '../../src/consumer/process-batch.ts';
import { describeParked } from '../../src/consumer/describe-parked.ts';
import { retryParked } from '../../src/consumer/retry-parked.ts';
import { databaseClock } from '../../src/store/engine/moment.ts';
import { listParked } from '../../src/store/engine/parked.ts';
import { formatMicros } from '../../src/events/time.ts';
import { consumerParts, outcome, storeTemplates } from '../support/consumer.ts';
import { createTestDatabase, hasPostgresql } from '../support/database.ts';
import { demoCourse, passing, passingType } from '../support/events.ts';
import { messageOf, withIdentity } from '../support/messages.ts';
import { failPenalty, passCourse, template } from '../support/templates.ts';

const graduate = template({
  id: 'graduate',
  requirements: [passCourse('pass-demo', demoCourse)],
  penalties: [failPenalty('fail-demo', ['pass-demo'], demoCourse)],
});

describe.skipIf(!hasPostgresql())('S27: an event from the future', () => {
  test('is parked, freezes neither badge nor address, and is taken when its time is reached', async () => {
    const { database, close } = await createTestDatabase();
    await storeTemplates(database, [graduate]);
    const parts = { ...consumerParts(database), futureToleranceMs: 600_000 };
    const now = await databaseClock(database);
    const minute = 60_000_000;
    const ahead = withIdentity(passing({ time: now + 60 * minute }), { email: 'wrong@example.org' });
    const nearly = passing({ time: now + 9 * minute });

    expect([...(await processBatch(parts, [messageOf(ahead)])).parked]).toEqual([['time_ahead', 1]]);
    expect(await processBatch(parts, [messageOf(nearly)])).toMatchObject({ applied: 1 });
    await processBatch(parts, [messageOf(passing({ time: now + 9 * minute + 1, passing: false }))]);
    expect(await outcome(database)).toMatchObject({
      learners: [{ email: nearly.learner.email }],
      badges: [{ status: 'revoked' }],
    });

    const [parked] = await listParked(database);
    const from = formatMicros(ahead.time - 10 * minute);
    expect(parked).toMatchObject({ reason: 'time_ahead', detail: expect.stringContaining(`from ${from} on`) });
    if (parked === undefined) throw new Error('nothing is parked');
    expect(describeParked(parked, [passingType], { now, toleranceMs: 600_000 })).toMatchObject({
      today: expect.stringContaining(`from ${from} on`),
      guess: expect.stringContaining('when its time is reached'),
    });

    expect(await retryParked(parts, {})).toEqual({ processed: 0, stillParked: 1, keptInPart: 0 });
    expect(await listParked(database)).toMatchObject([{ reason: 'time_ahead', retries: 1 }]);
    // The time comes sooner where more is allowed.
    const later = { ...parts, futureToleranceMs: 3_600_000 };
    expect(await retryParked(later, {})).toEqual({ processed: 1, stillParked: 0, keptInPart: 0 });
    expect(await outcome(database)).toMatchObject({ learners: [{ email: 'wrong@example.org' }], parked: [] });
    await close();
  });
});
