import { describe, expect, test } from 'vitest';
import { KnownSightings } from '../../src/consumer/known-sightings.ts';
import { processBatch } from '../../src/consumer/process-batch.ts';
import { prune } from '../../src/monitoring/upkeep.ts';
import type { Event } from '../../src/rules/event.ts';
import type { Database } from '../../src/store/database/database.ts';
import { laurel } from '../cli/command-line.ts';
import { consumerParts, storeTemplates } from '../support/consumer.ts';
import { createEmbeddedDatabase, createTestDatabase, hasPostgresql } from '../support/database.ts';
import { demoCourse, enrolled, otherCourse, passing, thirdCourse } from '../support/events.ts';
import { messageOf, withIdentity } from '../support/messages.ts';
import { passCourse, template } from '../support/templates.ts';

const both = template({
  id: 'both',
  name: 'Both courses',
  requirements: [
    { ...passCourse('demo', demoCourse), description: 'Pass the demo course' },
    { ...passCourse('other', otherCourse), description: 'Pass the other course' },
  ],
});

describe.for(['postgresql', 'embedded'] as const)('events that did not match, on %s', (kind) => {
  const skip = kind === 'postgresql' && !hasPostgresql();

  test.skipIf(skip)(
    'are on record for why somebody has no badge, and no more of them than rules tell apart',
    async () => {
      const opened = kind === 'embedded' ? await createEmbeddedDatabase() : await createTestDatabase();
      const database: Database = 'database' in opened ? opened.database : opened;
      await storeTemplates(database, [both]);
      const parts = consumerParts(database);
      const process = (...events: Event[]) =>
        processBatch(
          parts,
          events.map((event) => messageOf(event)),
        );
      const onRecord = () =>
        database.query('SELECT learner_id AS learner, event_id AS event, said FROM event_on_record ORDER BY event_id');
      const why = async (learner: string) => (await laurel(['explain', learner, 'both'], database)).stdout;

      // Of a type that no requirement asks for, or of a course that none names: nobody is known by it, and nothing is kept.
      const time = Date.UTC(2026, 10, 22, 10) * 1_000;
      const elsewhere = passing({ learner: 1, course: thirdCourse, id: 'elsewhere', time });
      await process(enrolled({ learner: 1, time }), elsewhere);
      expect([await onRecord(), await database.query('SELECT id FROM learner')]).toEqual([[], []]);

      // Whoever fails a course that a badge asks for can be asked about, by the name that the newest event tells.
      const minute = 60_000_000;
      await process(
        withIdentity(passing({ learner: 1, passing: false, id: 'failed', time: time + 2 * minute }), {
          username: 'ada',
        }),
        // A late one, which is alike.
        passing({ learner: 1, passing: false, id: 'failed before', time }),
      );
      const told = await why('ada');
      expect(told).toContain(
        [
          '  [ ] Pass the demo course (demo): open, no matching event has arrived',
          `        What would meet it: the event "course passing status updated" where passed is yes and course is A course (${demoCourse}).`,
          '        The nearest one that did not match: the event "course passing status updated" of 2026-11-22T10:02:00.000000Z:',
          '          [ ] passed: no, needed yes',
          `          [x] course: A course (${demoCourse}), as needed`,
        ].join('\n'),
      );
      // Of the other requirement two rules are unmet by it; another course, passed, is nearer from now on.
      expect(told).toMatch(
        /Pass the other course[^[]+T10:02:\S+:\n +\[ \] passed: no, needed yes\n +\[ \] course: A course/,
      );
      await process(passing({ learner: 1, course: thirdCourse, id: 'third', time: time + minute }));
      expect(await why('1')).toMatch(
        /Pass the other course[^[]+T10:01:\S+:\n +\[x\] passed: yes, as needed\n +\[ \] course: A course \(\S+Third_Course\), needed course-v1:\S+OTHER_Course\n/,
      );

      // However many come that rules do not tell apart, it is two: what is alike is written over by what is newer.
      const many = Array.from({ length: 30 }, (_, index) =>
        passing({
          learner: 1,
          course: `course-v1:A+B+${index}`,
          id: `many ${index}`,
          time: time + (3 + index) * minute,
        }),
      );
      await process(...many.toReversed());
      for (const parted of [parts, consumerParts(database)])
        await processBatch(
          parted,
          many.map((event) => messageOf(event)),
        );
      expect(await onRecord()).toEqual([
        { learner: 1, event: 'failed', said: { is_passing: false, 'course.course_key': demoCourse } },
        { learner: 1, event: 'many 29', said: { is_passing: true, 'course.course_key': 'course-v1:A+B+29' } },
      ]);

      // One that fits, from when the template was not active, is told as such, and is no miss.
      await storeTemplates(database, [
        template({
          id: 'failing',
          active: false,
          requirements: [
            { ...passCourse('fail', demoCourse), rules: [{ path: 'is_passing', operator: 'eq', value: 'no' }] },
          ],
        }),
      ]);
      const { stdout } = await laurel(['explain', '1', 'failing'], database);
      expect(stdout).toMatch(
        /It does not count, though it matches and is recorded: .+T10:02:\S+Z\. This template was not active/,
      );

      // Nothing of a retired learner, and nothing for longer than the history is kept.
      await process(passing({ learner: 2, passing: false }));
      await database.query('UPDATE learner SET retired_at = now() WHERE id = 2');
      await process(passing({ learner: 2, course: thirdCourse }));
      expect(await onRecord()).toHaveLength(3);
      await database.query(
        `UPDATE event_on_record SET recorded_at = now() - interval '31 days' WHERE event_id <> 'many 29'`,
      );
      const keptDays = { history: 30, audit: null, jobs: null };
      const pruned = await prune({ database, keptDays, signal: new AbortController().signal });
      expect(pruned.find(({ kind: pruning }) => pruning === 'history')).toMatchObject({ removed: 2 });
      expect(await onRecord()).toMatchObject([{ event: 'many 29' }]);
      expect(await why('1')).toMatch(/Pass the demo course[^[]+T10:32:/);
      await opened.close();
    },
  );
});

test.skipIf(!hasPostgresql())(
  'of events that are alike one an hour is written, whatever other learners do, and again when the rules change',
  async () => {
    const { database, close } = await createTestDatabase();
    await storeTemplates(database, [both]);
    // Two learners are remembered: those who were written longest ago are forgotten first, which costs a write.
    const parts = { ...consumerParts(database), sightings: new KnownSightings(2) };
    const minute = 60_000_000;
    const noon = Date.UTC(2026, 10, 22, 12) * 1_000;
    const after = async (...events: [learner: number, minutes: number, id: string, isPassing?: boolean][]) => {
      for (const [learner, minutes, id, isPassing = false] of events)
        await processBatch(parts, [
          messageOf(passing({ learner, passing: isPassing, id, time: noon + minutes * minute })),
        ]);
      const rows = await database.query<{ line: string }>(
        `SELECT learner_id || ' ' || event_id AS line FROM event_on_record ORDER BY learner_id, event_time`,
      );
      return rows.map(({ line }) => line);
    };
    expect(await after([1, 0, 'first'], [1, 59, 'soon'], [1, -5, 'late'])).toEqual(['1 first']);
    expect(await after([1, 60, 'an hour later'])).toEqual(['1 an hour later']);
    // What is told apart by a rule is another thing.
    expect(await after([1, 61, 'passed', true])).toEqual(['1 an hour later', '1 passed']);
    expect(await after([2, 62, 'two'], [1, 63, 'still'], [2, 64, 'two again'])).toEqual([
      '1 an hour later',
      '1 passed',
      '2 two',
    ]);
    expect(await after([3, 65, 'three'], [1, 66, 'forgotten'])).toEqual([
      '1 passed',
      '1 forgotten',
      '2 two',
      '3 three',
    ]);
    // Other rules may read something else of the same event.
    await storeTemplates(database, [
      template({
        id: 'dated',
        requirements: [
          { ...passCourse('pass', demoCourse), rules: [{ path: 'course.start', operator: 'eq', value: 'x' }] },
        ],
      }),
    ]);
    expect(await after([1, 67, 'by new rules'])).toEqual([
      '1 passed',
      '1 forgotten',
      '1 by new rules',
      '2 two',
      '3 three',
    ]);
    await close();
  },
);

test.skipIf(!hasPostgresql())('what could not be written counts as never written', async () => {
  const { database, close } = await createTestDatabase();
  await storeTemplates(database, [both]);
  const parts = consumerParts(database);
  const message = messageOf(passing({ passing: false, id: 'failed' }));
  await database.query('ALTER TABLE event_on_record ADD CONSTRAINT nothing CHECK (false)');
  await expect(processBatch(parts, [message])).rejects.toThrow(/nothing/);
  await database.query('ALTER TABLE event_on_record DROP CONSTRAINT nothing');
  await processBatch(parts, [message]);
  expect(await database.query('SELECT event_id AS event FROM event_on_record')).toEqual([{ event: 'failed' }]);
  await close();
});
