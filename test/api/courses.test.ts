import { beforeEach, describe, expect, test } from 'vitest';
import { processBatch } from '../../src/consumer/process-batch.ts';
import { describeApiOnBoth, emptySite } from '../support/api-databases.ts';
import { consumerParts, storeTemplates } from '../support/consumer.ts';
import { passing } from '../support/events.ts';
import { expectBadCursorsRefused, allPages } from '../support/lists.ts';
import { messageOf } from '../support/messages.ts';
import { passCourse, template } from '../support/templates.ts';

const list = '/api/v1/courses';
const keyOf = (name: string): string => `course-v1:X+${name}+1`;
const day = 24 * 3_600 * 1_000_000;
const start = Date.UTC(2026, 0, 1) * 1_000;

/** An event about a course that is called so. */
function named(course: string, name: string, time = start) {
  const event = passing({ course, time });
  return { ...event, payload: { ...event.payload, course: { course_key: course, display_name: name } } };
}

describeApiOnBoth('courses by name', (stage) => {
  beforeEach(() => emptySite(stage().database));
  const process = (parts: ReturnType<typeof consumerParts>, ...events: ReturnType<typeof named>[]) =>
    processBatch(
      parts,
      events.map((event) => messageOf(event)),
    );
  const namesOf = async (query = '') =>
    (await allPages(stage().api, `${list}${query}`, { limit: 1 })).map(({ key, name }) => [key, name]);

  test('are what events told, whether or not a template waits for them; the newest name counts', async () => {
    const { database, api } = stage();
    const [one, two, ten] = [keyOf('one'), keyOf('two'), keyOf('ten')];
    const parts = consumerParts(database);
    await process(parts, named(ten, 'Level 10'), named(two, 'Level 2'), named(one, 'Before'));
    await process(parts, named(one, 'Level 1', start + 5), named(one, 'Older', start - 5));
    // Another process has seen nothing of that yet.
    await process(consumerParts(database), named(one, 'Older still', start - 9));
    expect(await namesOf()).toEqual([
      [one, 'Level 1'],
      [two, 'Level 2'],
      [ten, 'Level 10'],
    ]);
    expect(await namesOf('?search=LEVEL%201')).toEqual([
      [one, 'Level 1'],
      [ten, 'Level 10'],
    ]);
    expect(await namesOf(`?search=${encodeURIComponent('x+two')}`)).toEqual([[two, 'Level 2']]);
    expect(await namesOf(`?keys=${encodeURIComponent(`${ten},${keyOf('none')}`)}`)).toEqual([[ten, 'Level 10']]);
    await expectBadCursorsRefused(api, list, ['courses', 'level', keyOf('two')]);
  });

  test('a row is written once a day at most, and what can be no key not at all', async () => {
    const { database } = stage();
    const key = keyOf('busy');
    const parts = consumerParts(database);
    const writes = async () =>
      (await database.query<{ row: string }>('SELECT xmin::text || told_at AS row FROM course')).map(({ row }) => row);
    const odd = `Zero\r\n\twidth ${'x'.repeat(400)}`;
    await process(
      parts,
      named(key, 'Busy'),
      named('course-v1:with blank', 'No key'),
      named(`${key}${'y'.repeat(300)}`, 'Long'),
    );
    const first = await writes();
    expect(first).toHaveLength(1);
    await process(parts, ...Array.from({ length: 50 }, (_, index) => named(key, 'Busy', start + index)));
    await process(consumerParts(database), named(key, 'Busy', start + 60));
    expect(await writes()).toEqual(first);
    await process(parts, named(key, 'Busy', start + day + 1));
    expect(await writes()).not.toEqual(first);
    await process(parts, named(key, odd, start + 2 * day));
    const [[, name] = []] = await namesOf();
    expect(name).toMatch(/^Zero width x/);
    expect(name?.length).toBeLessThanOrEqual(255);
  });

  describe('a course that no event has named', () => {
    const waiting = template({ id: 'waiting', requirements: [passCourse('pass', keyOf('misspelt'))] });
    const warnings = async () => (await stage().api.send('viewer', 'GET', '/api/v1/templates/waiting')).json().warnings;

    test('is warned of, once any has been named, and no longer once it is', async () => {
      const { database, api } = stage();
      await storeTemplates(database, [waiting]);
      expect(await warnings()).toEqual([]);
      const parts = consumerParts(database);
      await process(parts, named(keyOf('spelt'), 'Spelt'));
      const unseen = {
        kind: 'course_unseen',
        path: ['requirements', 0, 'rules', 1, 'value'],
        message: `No event has named the course "${keyOf('misspelt')}" yet. If it is not new, check its key.`,
        value: keyOf('misspelt'),
        suggestion: null,
      };
      expect(await warnings()).toEqual([unseen]);
      const { active: _active, version: _version, ...body } = waiting;
      expect((await api.send('viewer', 'POST', '/api/v1/templates/check', { body })).json().warnings).toEqual([unseen]);
      await process(parts, named(keyOf('misspelt'), 'Not misspelt'));
      expect(await warnings()).toEqual([]);
    });
  });
});
