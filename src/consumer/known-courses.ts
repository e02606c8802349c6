import { visitCourses } from '../events/courses.ts';
import { canBeCourseKey } from '../rules/course-keys.ts';
import type { Event, Micros } from '../rules/event.ts';
import { hasVisibleText } from '../rules/visible-text.ts';
import type { Database } from '../store/database/database.ts';
import { writeCourses } from '../store/engine/courses.ts';
import type { ToldCourse } from '../store/engine/courses.ts';

const mostHeld = 10_000;
const longest = 255;
const day: Micros = 24 * 3_600 * 1_000_000;

/**
 * What this process has told the store of courses: an event costs a look here, and a write only where it names a course that is
 * new, is called otherwise, or was told of more than a day before. Forgetting is harmless: the store knows, too.
 */
export class KnownCourses {
  readonly #told = new Map<string, ToldCourse>();
  readonly #news = new Map<string, ToldCourse>();

  /** Looks at an event. */
  see({ payload, time }: Pick<Event, 'payload' | 'time'>): void {
    visitCourses(payload, (key, name) => {
      const held = this.#news.get(key) ?? this.#told.get(key);
      if (held ? isNews({ name, time }, held) : canBeCourseKey(key, longest)) this.#note(key, name, time, held);
    });
  }

  #note(key: string, name: string, time: Micros, held: ToldCourse | undefined): void {
    // The name of a key that came alone is the one that it had; one that can't be seen is none.
    const clean = hasVisibleText(name) ? cleaned(name) : '';
    this.#news.set(key, {
      key,
      name: clean === '' ? (held?.name ?? '') : clean,
      time: Math.max(time, held?.time ?? 0),
    });
  }

  /** Tells the store what is new. */
  async tell(database: Database): Promise<void> {
    if (this.#news.size === 0) return;
    const news = [...this.#news.values()];
    await writeCourses(database, news);
    if (this.#told.size + news.length > mostHeld) this.#told.clear();
    for (const course of news) {
      this.#told.set(course.key, course);
      // Another batch of this process may have seen more of it meanwhile.
      if (this.#news.get(course.key) === course) this.#news.delete(course.key);
    }
  }
}

function isNews({ name, time }: Pick<ToldCourse, 'name' | 'time'>, held: ToldCourse): boolean {
  if (time > held.time + day) return true;
  // Most say what is known.
  if (name === held.name || name === '' || (held.name !== '' && time < held.time)) return false;
  return hasVisibleText(name) && cleaned(name) !== held.name;
}

/** As it can be stored, and shown in a line. */
function cleaned(name: string): string {
  return name
    .slice(0, longest)
    .toWellFormed()
    .replace(/\p{Cc}+/gu, ' ')
    .trim();
}
