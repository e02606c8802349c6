import type { Event, Learner, Micros, Payload } from '../../src/rules/event.ts';

/** Builders of events as the platform sends them, for tests of whatever works on decoded events. */

export const passingType = 'org.openedx.learning.course.passing.status.updated.v1';
export const ccxPassingType = 'org.openedx.learning.ccx.course.passing.status.updated.v1';
export const enrollmentType = 'org.openedx.learning.course.enrollment.created.v1';
export const certificateType = 'org.openedx.learning.certificate.changed.v1';

export const demoCourse = 'course-v1:OpenedX+DemoX+Demo_Course';
export const otherCourse = 'course-v1:OpenedX+DemoX+OTHER_Course';
export const thirdCourse = 'course-v1:OpenedX+DemoX+Third_Course';

/** The key of a CCX of the demo course. */
export const demoCcx = (number: number): string => `ccx-v1:OpenedX+DemoX+Demo_Course+ccx@${number}`;
export const otherCcx = 'ccx-v1:OpenedX+DemoX+OTHER_Course+ccx@1';

/** What every builder takes. Id and time are, unless given, the next ones: events happen in the order they are built. */
export interface EventDetails {
  readonly id?: string;
  readonly time?: Micros;
  /** LMS user id. */
  readonly learner?: number;
}

const firstMoment: Micros = Date.UTC(2026, 10, 22, 10, 0, 0) * 1000;
let built = 0;

/** Any event. */
export function event(type: string, payload: Payload, { id, time, learner = 7 }: EventDetails = {}): Event {
  built += 1;
  return {
    type,
    id: id ?? `event-${String(built).padStart(6, '0')}`,
    source: 'openedx/lms/web',
    time: time ?? firstMoment + built * 1_000_000,
    payload,
    learner: learnerOf(learner),
  };
}

export function learnerOf(id: number): Learner {
  return { id, username: `learner${id}`, email: `learner${id}@example.org`, name: `Learner ${id}`, active: true };
}

/** The `UserData` of a learner. */
export function userData(id: number): Payload {
  const { username, email, name, active } = learnerOf(id);
  return { id, is_active: active, pii: { username, email, name } };
}

/** A course grade is updated. */
export function passing({
  course = demoCourse,
  passing: isPassing = true,
  start = null,
  ...details
}: EventDetails & {
  readonly course?: string;
  readonly passing?: boolean;
  readonly start?: string | null;
} = {}): Event {
  const payload = {
    is_passing: isPassing,
    course: { course_key: course, display_name: 'A course', start, end: null },
    user: userData(details.learner ?? 7),
  };
  return event(passingType, payload, details);
}

/** The grade in a CCX (a coach's copy of a master course) is updated. */
export function ccxPassing({
  ccx = demoCcx(1),
  master = demoCourse,
  passing: isPassing = true,
  maxStudents = 200,
  ...details
}: EventDetails & {
  readonly ccx?: string;
  readonly master?: string;
  readonly passing?: boolean;
  readonly maxStudents?: number | null;
} = {}): Event {
  const payload = {
    is_passing: isPassing,
    user: userData(details.learner ?? 7),
    course: {
      ccx_course_key: ccx,
      master_course_key: master,
      display_name: 'A CCX',
      coach_email: 'coach@example.org',
      start: null,
      end: null,
      max_students_allowed: maxStudents,
    },
  };
  return event(ccxPassingType, payload, details);
}

/** A learner is enrolled, perhaps by somebody else. */
export function enrolled({
  course = demoCourse,
  mode = 'honor',
  active = true,
  by = null,
  ...details
}: EventDetails & {
  readonly course?: string;
  readonly mode?: string;
  readonly active?: boolean;
  readonly by?: number | null;
} = {}): Event {
  const payload = {
    user: userData(details.learner ?? 7),
    course: { course_key: course, display_name: 'A course', start: null, end: null },
    mode,
    is_active: active,
    creation_date: '2026-11-22T10:00:00+00:00',
    created_by: by === null ? null : userData(by),
  };
  return event(enrollmentType, payload, details);
}

/** A certificate changes. `grade` is text on the wire. */
export function certificate({
  course = demoCourse,
  grade = '0.98',
  status = 'downloadable',
  ...details
}: EventDetails & { readonly course?: string; readonly grade?: string; readonly status?: string } = {}): Event {
  const payload = {
    user: userData(details.learner ?? 7),
    course: { course_key: course, display_name: 'A course', start: null, end: null },
    mode: 'verified',
    grade,
    download_url: '',
    name: 'A name',
    current_status: status,
    previous_status: '',
  };
  return event(certificateType, payload, details);
}
