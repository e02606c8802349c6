import { hasVisibleText } from '../rules/visible-text.ts';
import type { Payload } from '../rules/event.ts';

/** A course as an event names it. */
export interface NamedCourse {
  readonly key: string;
  /** Empty where the event tells the key alone. */
  readonly name: string;
}

/** The courses, and CCX, that an event names: as a record, with the name, or by a key alone. A name that can't be seen is none. */
export function coursesOf(payload: Payload): NamedCourse[] {
  const found: NamedCourse[] = [];
  visitCourses(payload, (key, name) => found.push({ key, name: hasVisibleText(name) ? name : '' }));
  return found;
}

/** Visits the courses of {@link coursesOf} with their names as they came: this is called for every event, and most tell nothing new. */
export function visitCourses(payload: Payload, visit: (key: string, name: string) => void): void {
  const { course, course_key: key, course_id: id } = payload;
  if (typeof course === 'object' && course !== null) {
    const { course_key, ccx_course_key, master_course_key, display_name } = course as Payload;
    const own = course_key ?? ccx_course_key;
    if (typeof own === 'string') visit(own, typeof display_name === 'string' ? display_name : '');
    if (typeof master_course_key === 'string') visit(master_course_key, '');
  }
  if (typeof key === 'string') visit(key, '');
  if (typeof id === 'string') visit(id, '');
}
