import { hasVisibleText } from '../rules/visible-text.ts';
import type { Payload } from '../rules/event.ts';

/** A course as an event names it. */
export interface NamedCourse {
  readonly key: string;
  /** Empty where the event tells the key alone. */
  readonly name: string;
}

/** The courses, and CCX, that an event names: as a record, with the name, or by a key alone. */
export function coursesOf(payload: Payload): NamedCourse[] {
  const { course, course_key: key, course_id: id } = payload;
  const found: NamedCourse[] = [];
  const add = (at: unknown, name: unknown): void => {
    if (typeof at === 'string')
      found.push({ key: at, name: typeof name === 'string' && hasVisibleText(name) ? name : '' });
  };
  if (typeof course === 'object' && course !== null) {
    const { course_key, ccx_course_key, master_course_key, display_name } = course as Payload;
    add(course_key ?? ccx_course_key, display_name);
    add(master_course_key, '');
  }
  add(key, '');
  add(id, '');
  return found;
}
