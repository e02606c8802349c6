import type { Payload } from '../rules/event.ts';

/** A course as an event names it. */
export interface NamedCourse {
  readonly key: string;
  /** As it came, with or without a character that can be seen; empty where the event tells the key alone. */
  readonly name: string;
}

/** The courses, and CCX, that an event names: as a record, with the name, or by a key alone. */
export function coursesOf(payload: Payload): NamedCourse[] {
  const { course, course_key: key, course_id: id } = payload;
  const found: NamedCourse[] = [];
  if (typeof course === 'object' && course !== null) {
    const { course_key, ccx_course_key, master_course_key, display_name } = course as Payload;
    add(found, course_key ?? ccx_course_key, display_name);
    add(found, master_course_key, '');
  }
  add(found, key, '');
  add(found, id, '');
  return found;
}

function add(to: NamedCourse[], key: unknown, name: unknown): void {
  if (typeof key === 'string') to.push({ key, name: typeof name === 'string' ? name : '' });
}
