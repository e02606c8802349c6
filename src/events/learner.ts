/** Finds the learner that an event is about (S4, S5). */
import { hasVisibleText } from '../rules/visible-text.ts';
import type { Learner, Payload } from '../rules/event.ts';
import type { RecordShape, Shape } from './shape.ts';

/** Where an event type has its learner: the payload itself (empty), or one of its fields. */
export type LearnerPath = '' | 'user' | 'student_user';

/**
 * The learner path of a payload, by its schema; null when it has no learner.
 *
 * The field is taken by its name, never as the first person that turns up: `created_by` and `requesting_user` are
 * people too, and badges are not for them.
 */
export function findLearnerPath(payload: RecordShape): LearnerPath | null {
  if (isPerson(payload)) return '';
  const people = new Set(payload.fields.filter(({ shape }) => isPerson(shape)).map(({ name }) => name));
  return (['user', 'student_user'] as const).find((name) => people.has(name)) ?? null;
}

function isPerson(shape: Shape): boolean {
  const value = shape.kind === 'nullable' ? shape.value : shape;
  return value.kind === 'record' && value.name === 'UserData';
}

/** `UserData` of openedx-events, as the schemas of all shipped versions have it. */
interface UserData {
  readonly id: number;
  readonly is_active: boolean;
  readonly pii: { readonly username: string; readonly email: string; readonly name: string };
}

/** The learner of a payload that was decoded by its schema; null when the field is null. */
export function learnerOf(payload: Payload, path: LearnerPath): Learner | null {
  const user = (path === '' ? payload : payload[path]) as UserData | null;
  if (user === null) return null;
  const { username, email, name } = user.pii;
  return { id: user.id, username, email, name: hasVisibleText(name) ? name : '', active: user.is_active };
}
