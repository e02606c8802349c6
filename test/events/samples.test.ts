/** Samples that are like real events, for every type: they can be read like these, and say nothing of anybody. */
import { expect, test } from 'vitest';
import { eventTypesWithLearner, shippedCatalogue } from '../../src/events/catalogue.ts';
import { parseCloudEvent } from '../../src/events/cloudevents-json.ts';
import { createReader } from '../../src/events/reader.ts';
import { makeLike } from '../../src/events/samples.ts';
import type { RecordShape, Shape } from '../../src/events/shape.ts';

/** What could be somebody's, or what they wrote. */
const private_ =
  /^(id|user_id|username|email|coach_email|name|body|title|url|download_url|uuid|image_url|description)$/;
const privateNumber = 4_242_424;

const fill = (shape: Shape, name: string): unknown => {
  switch (shape.kind) {
    case 'nullable':
      return fill(shape.value, name);
    case 'record':
      return fillRecord(shape);
    case 'string':
      return private_.test(name) ? `private ${name}` : `public ${name}`;
    case 'long':
      return private_.test(name) ? privateNumber : 5;
    case 'double':
      return 0.5;
    case 'boolean':
      return false;
    case 'array':
      return [fill(shape.items, 'name')];
    case 'map':
      return { private: fill(shape.values, 'name') };
  }
};
const fillRecord = (shape: RecordShape): Record<string, unknown> =>
  Object.fromEntries(shape.fields.map((field) => [field.name, fill(field.shape, field.name)]));

test.each(eventTypesWithLearner())('%s', (type) => {
  const shape = shippedCatalogue().types.get(type)?.variants.at(-1)?.payload;
  if (shape === undefined) throw new Error('no schema');
  const time = Date.UTC(2026, 10, 22) * 1_000;
  const like = makeLike({ type, time, payload: fillRecord(shape) });
  const text = JSON.stringify(like);
  expect(text).not.toContain('private');
  expect(text).not.toContain(String(privateNumber));
  const message = parseCloudEvent(Buffer.from(text), { topic: 't', position: '1' });
  expect(createReader({ eventTypes: [type] })(message)).toMatchObject({
    kind: 'event',
    event: { time, learner: { id: 7, username: 'ada', email: 'ada@example.org', name: 'Ada Lovelace' } },
  });
  // Of older versions, fields of the newest may be missing.
  expect(() => makeLike({ type, time, payload: {} })).not.toThrow();
});

test('which course, which state and when are those of the real event', () => {
  const type = 'org.openedx.learning.course.passing.status.updated.v1';
  const course = { course_key: 'course-v1:X+Real+1', display_name: 'Real', start: null, end: null };
  const user = { id: 99, is_active: false, pii: { username: 'x', email: 'x@example.org', name: 'X' } };
  expect(makeLike({ type, time: 0, payload: { is_passing: false, course, user } })['data']).toEqual({
    course_passing_status: {
      is_passing: false,
      course,
      user: { id: 7, is_active: false, pii: { username: 'ada', email: 'ada@example.org', name: 'Ada Lovelace' } },
    },
  });
});
