import { formatMicros } from '../../src/events/time.ts';
import type { Micros } from '../../src/rules/event.ts';
import { seededRandom, type Random } from '../base/random.ts';
import { courses, customCourses, type Course, type CustomCourse } from './courses.ts';
import { ccxPassing, enrollment, login, passing } from './event-types.ts';
import { learnerOf, renamed, staff, type Person } from './people.ts';
import { uuid1 } from './uuid1.ts';

/** One event of the simulated LMS, before it is encoded for a bus. */
export interface LmsEvent {
  /** CloudEvents type. */
  readonly type: string;
  /** CloudEvents id, a UUID of version 1. */
  readonly id: string;
  readonly source: 'openedx/lms/web';
  readonly time: Micros;
  /** The payload object, without its init_data name. */
  readonly payload: Readonly<Record<string, unknown>>;
}

export interface LmsOptions {
  /** The same seed gives the same events; default 1. */
  readonly seed?: number;
  /** How many learners there are in the end; default 200. They turn up one after the other. */
  readonly learners?: number;
  /** Time of the first event; default 2026-09-01T08:00:00Z. */
  readonly start?: Micros;
  /** Simulated time between two events, on average; default 2 s. */
  readonly meanGapMs?: number;
}

/** What can happen next, and how often, out of all that happens. */
const weights = { enrol: 20, grade: 70, login: 8, rename: 2 } as const;
/** Chances of a grade's next change. A grade that is published again without changing is an event too. */
const chances = { passAtFirst: 0.6, passAgain: 0.6, failAfterPassing: 0.2, enrolledByStaff: 0.4, joinsAnew: 0.5 };

/**
 * An endless, realistic stream of events in the order of their times: learners turn up, enrol or are enrolled by staff,
 * fail, re-take, pass, sometimes fail again, log in, and now and then change their name.
 */
export function* lmsEvents(options: LmsOptions = {}): Generator<LmsEvent, never, undefined> {
  const site = new Site(options);
  for (;;) yield site.next();
}

class Site {
  readonly #random: Random;
  readonly #people: Person[] = [];
  readonly #size: number;
  readonly #meanGapMs: number;
  readonly #node: number;
  #time: Micros;

  constructor({ seed = 1, learners = 200, start = 1_788_249_600_000_000, meanGapMs = 2000 }: LmsOptions) {
    this.#random = seededRandom(seed);
    this.#size = learners;
    this.#time = start;
    this.#meanGapMs = meanGapMs;
    this.#node = 0x02fc_0000_0000 + (seed % 0x1_0000_0000);
  }

  next(): LmsEvent {
    // Exponential gaps, as for independent people; at least one microsecond, so that every time is another.
    this.#time += 1 + Math.floor(-Math.log(1 - this.#random()) * this.#meanGapMs * 1000);
    const event = this.#happening();
    return { ...event, id: uuid1(this.#time, this.#node), source: 'openedx/lms/web', time: this.#time };
  }

  #happening(): Pick<LmsEvent, 'type' | 'payload'> {
    const choice = this.#random() * (weights.enrol + weights.grade + weights.login + weights.rename);
    const person = this.#someone();
    if (choice < weights.enrol || person.grades.size === 0) return this.#enrol(person);
    if (choice < weights.enrol + weights.grade) return this.#grade(person);
    if (choice >= weights.enrol + weights.grade + weights.login) person.user = renamed(person.user, this.#random);
    return { type: login, payload: { ...person.user } };
  }

  /** Somebody who is there, or who turns up now. */
  #someone(): Person {
    const joins = this.#people.length === 0 || this.#random() < chances.joinsAnew * this.#room();
    if (!joins) return this.#pick(this.#people);
    const person = learnerOf(this.#people.length);
    this.#people.push(person);
    return person;
  }

  /** 1 while the site is empty, 0 when everybody is there. */
  #room(): number {
    return Math.max(0, 1 - this.#people.length / this.#size);
  }

  #enrol(person: Person): Pick<LmsEvent, 'type' | 'payload'> {
    const open = courses.filter(({ key }) => !person.grades.has(key));
    const custom = customCourses.filter(({ key }) => !person.grades.has(key));
    // The platform tells of custom courses by their grades alone.
    if (custom.length > 0 && this.#random() < 0.2) return this.#gradeIn(person, this.#pick(custom));
    if (open.length === 0) return this.#grade(person);
    const course = this.#pick(open);
    person.grades.set(course.key, 'none');
    const payload = {
      user: person.user,
      course: courseData(course),
      mode: this.#pick(['audit', 'honor', 'verified']),
      is_active: true,
      creation_date: formatMicros(this.#time),
      created_by: this.#random() < chances.enrolledByStaff ? this.#pick(staff) : null,
    };
    return { type: enrollment, payload };
  }

  #grade(person: Person): Pick<LmsEvent, 'type' | 'payload'> {
    const key = this.#pick([...person.grades.keys()]);
    return this.#gradeIn(person, this.#pick([...courses, ...customCourses].filter((course) => course.key === key)));
  }

  #gradeIn(person: Person, course: Course | CustomCourse): Pick<LmsEvent, 'type' | 'payload'> {
    const before = person.grades.get(course.key) ?? 'none';
    const chance = { none: chances.passAtFirst, failing: chances.passAgain, passing: 1 - chances.failAfterPassing };
    const isPassing = this.#random() < chance[before];
    person.grades.set(course.key, isPassing ? 'passing' : 'failing');
    if ('master' in course)
      return {
        type: ccxPassing,
        payload: { is_passing: isPassing, user: person.user, course: customCourseData(course) },
      };
    return { type: passing, payload: { is_passing: isPassing, course: courseData(course), user: person.user } };
  }

  #pick<T>(list: readonly T[]): T {
    const item = list[Math.floor(this.#random() * list.length)];
    if (item === undefined) throw new RangeError('nothing to pick from');
    return item;
  }
}

/** `CourseData`. */
function courseData({ key, name, start, end }: Course) {
  return { course_key: key, display_name: name, start, end };
}

/** `CcxCourseData`. */
function customCourseData({ key, name, start, end, master, coachEmail, maxStudents }: CustomCourse) {
  return {
    ccx_course_key: key,
    master_course_key: master,
    display_name: name,
    coach_email: coachEmail,
    start,
    end,
    max_students_allowed: maxStudents,
  };
}
