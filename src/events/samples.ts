/**
 * Makes events of a type, to try badge templates on: valid by the newest schema, with the values that a demo site would send; and
 * makes such events of real ones, which say nothing of people any more.
 */
import { randomUUID } from 'node:crypto';
import type { Event, Micros, Payload } from '../rules/event.ts';
import { shippedCatalogue, type Catalogue, type EventType, type Variant } from './catalogue.ts';
import { toCloudEventJson } from './encode.ts';
import type { RecordShape, Shape } from './shape.ts';
import { formatMicros } from './time.ts';

const demoCourse = 'course-v1:OpenedX+DemoX+Demo_Course';

/** By the name of the field. What is not here is `sample`, or null where it may be. */
const texts: Readonly<Record<string, string>> = {
  body: 'Hello!',
  ccx_course_key: 'ccx-v1:OpenedX+DemoX+Demo_Course+ccx@1',
  coach_email: 'coach@example.org',
  context_id: demoCourse,
  course_id: demoCourse,
  course_key: demoCourse,
  current_status: 'downloadable',
  display_name: 'Demonstration Course',
  download_url: 'https://lms.example.org/certificates/1',
  email: 'ada@example.org',
  exam_type: 'proctored',
  grade: '0.87',
  master_course_key: demoCourse,
  mode: 'verified',
  name: 'Demo',
  org_key: 'OpenedX',
  origin: 'openedx',
  previous_status: 'generating',
  program_type: 'MicroMasters',
  role: 'staff',
  roles: 'Student',
  title: 'Demo',
  url: 'https://lms.example.org/demo',
  usage_key: 'block-v1:OpenedX+DemoX+Demo_Course+type@sequential+block@exam',
  user_id: '7',
  username: 'ada',
  uuid: '2f6f0a1e-7c41-4d6f-9a0e-5f3f0b5d1a01',
};

/**
 * What is taken over from real events: fields that say which course, which state, when. Everything else could name somebody or be
 * theirs, such as the name on a certificate or a forum post; so could fields of schemas to come.
 */
const ofNobody = new Set([
  'certificate_available_date',
  'ccx_course_key',
  'context_id',
  'course_id',
  'course_key',
  'creation_date',
  'current_status',
  'display_name',
  'end',
  'exam_type',
  'expiration_date',
  'grade',
  'master_course_key',
  'max_students_allowed',
  'mode',
  'org_key',
  'previous_status',
  'program_type',
  'role',
  'roles',
  'start',
  'status',
  'thread_type',
  'usage_key',
]);

const numbers: Readonly<Record<string, number>> = { id: 7, max_students_allowed: 200 };

interface Moment {
  readonly time: Micros;
  readonly type: string;
}

/**
 * Events of a type as CloudEvents JSON, each with an id of its own. Where the payload says yes or no to something
 * (`is_passing`), one of each.
 *
 * @throws TypeError for a type that can't travel on a bus
 */
export function makeSamples(
  type: string,
  time: Micros,
  catalogue: Catalogue = shippedCatalogue(),
): Readonly<Record<string, unknown>>[] {
  const known = catalogue.types.get(type);
  const variant = known?.variants.at(-1);
  if (known === undefined || variant === undefined) throw new TypeError(`${type} can't travel on a bus`);
  const payload = makeRecord(variant.payload, { time, type });
  return payloadsOf(known, variant, payload).map((each) => {
    const metadata = { id: randomUUID(), time, source: 'openedx/lms/web', sourcehost: 'lms' };
    return JSON.parse(toCloudEventJson(type, each, metadata, catalogue)) as Readonly<Record<string, unknown>>;
  });
}

/**
 * An event as it came, with made values for all that could be somebody's: it can be tried like the real one, and shows nobody.
 *
 * @throws TypeError for a type that can't travel on a bus
 */
export function makeLike(
  { type, time, payload }: Pick<Event, 'type' | 'time' | 'payload'>,
  catalogue: Catalogue = shippedCatalogue(),
): Readonly<Record<string, unknown>> {
  const variant = catalogue.types.get(type)?.variants.at(-1);
  if (variant === undefined) throw new TypeError(`${type} can't travel on a bus`);
  const metadata = { id: randomUUID(), time, source: 'openedx/lms/web', sourcehost: 'lms' };
  const like = likeRecord(variant.payload, payload, { time, type });
  return JSON.parse(toCloudEventJson(type, like, metadata, catalogue)) as Readonly<Record<string, unknown>>;
}

function likeRecord(record: RecordShape, real: Payload, moment: Moment): Record<string, unknown> {
  return Object.fromEntries(
    record.fields.map(({ name, shape }) => [name, likeField(shape, name, record, real[name], moment)]),
  );
}

function likeField(shape: Shape, name: string, within: RecordShape, real: unknown, moment: Moment): unknown {
  const inner = shape.kind === 'nullable' ? shape.value : shape;
  if (shape.kind === 'nullable' && (real === null || real === undefined)) return null;
  if (inner.kind === 'record') return likeRecord(inner, (real ?? {}) as Payload, moment);
  if (real !== undefined && (inner.kind === 'boolean' || ofNobody.has(name))) return real;
  return make(inner, name, within, moment);
}

function payloadsOf({ learnerPath }: EventType, { payload: shape }: Variant, payload: Payload): Payload[] {
  const question = shape.fields.find(
    ({ name, shape: { kind } }) => kind === 'boolean' && name.startsWith('is_') && learnerPath !== '',
  );
  return question === undefined ? [payload] : [true, false].map((answer) => ({ ...payload, [question.name]: answer }));
}

function makeRecord(record: RecordShape, moment: Moment): Record<string, unknown> {
  return Object.fromEntries(record.fields.map(({ name, shape }) => [name, make(shape, name, record, moment)]));
}

function make(shape: Shape, name: string, within: RecordShape, moment: Moment): unknown {
  switch (shape.kind) {
    case 'boolean':
      return name.startsWith('is_');
    case 'long':
      return numbers[name] ?? 1;
    case 'double':
      return 0.87;
    case 'string':
      return textOf(name, within, moment) ?? 'sample';
    case 'record':
      return makeRecord(shape, moment);
    case 'nullable': {
      if (shape.value.kind === 'long') return numbers[name] ?? null;
      return shape.value.kind === 'string' ? textOf(name, within, moment) : null;
    }
    case 'array':
      return [];
    case 'map':
      return {};
  }
}

function textOf(name: string, within: RecordShape, { time, type }: Moment): string | null {
  // `org.openedx.learning.idv_attempt.approved.v1` tells the status by its name.
  if (name === 'status') return type.split('.').at(-2) ?? null;
  if (name === 'creation_date') return formatMicros(time);
  if (name === 'name' && within.fields.some((field) => field.name === 'email')) return 'Ada Lovelace';
  return texts[name] ?? null;
}
