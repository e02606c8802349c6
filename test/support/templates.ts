import type { DataRule, Penalty, Requirement, Template, TemplateRules } from '../../src/rules/template.ts';
import { demoCourse, passingType } from './events.ts';

/** Builders of badge templates for tests: what is not given is the simplest valid thing. */

export const eq = (path: string, value: string): DataRule => ({ path, operator: 'eq', value });
export const ne = (path: string, value: string): DataRule => ({ path, operator: 'ne', value });

export const passes = eq('is_passing', 'true');
export const fails = eq('is_passing', 'false');
export const inCourse = (course: string): DataRule => eq('course.course_key', course);

export function requirement(id: string, details: Partial<Omit<Requirement, 'id'>> = {}): Requirement {
  return { id, event: passingType, group: null, description: '', rules: [passes], ...details };
}

/** A requirement to pass a course. */
export function passCourse(id: string, course: string, group: string | null = null): Requirement {
  return requirement(id, { group, rules: [passes, inCourse(course)] });
}

/** A penalty for failing a course, or any course. */
export function failPenalty(id: string, requirements: readonly string[], course?: string): Penalty {
  const rules = course === undefined ? [fails] : [fails, inCourse(course)];
  return { id, event: passingType, description: '', requirements, rules };
}

export function rulesOf(
  requirements: readonly Requirement[],
  penalties: readonly Penalty[] = [],
  { id = 'badge', version = 1 } = {},
): TemplateRules {
  return { id, version, requirements, penalties };
}

/** An active template that Laurel itself holds. */
export function template(details: Partial<Template> = {}): Template {
  return {
    ...rulesOf([passCourse('pass-demo', demoCourse)]),
    name: 'Demo graduate',
    description: '',
    imageUrl: null,
    holder: { origin: 'openedx' },
    active: true,
    ...details,
  };
}
