import type { Random } from '../base/random.ts';
import { nameOf } from './names.ts';

/** `UserData` of openedx-events. */
export interface UserData {
  readonly id: number;
  readonly is_active: boolean;
  readonly pii: { readonly username: string; readonly email: string; readonly name: string };
}

/** What the site knows of one learner. */
export interface Person {
  user: UserData;
  /** Grade of every course that the learner is in, by course key. */
  readonly grades: Map<string, 'none' | 'failing' | 'passing'>;
}

/** LMS ids of learners start here; those below are staff. */
const firstLearnerId = 1000;

export function learnerOf(place: number): Person {
  const { name, spelling } = nameOf(place);
  const username = `${spelling.replace('.', '_')}_${place}`;
  return { user: userOf(firstLearnerId + place, username, name), grades: new Map() };
}

/** Staff who enrol others: an event that they cause is not about them. */
export const staff: readonly UserData[] = [
  userOf(2, 'registrar', 'Registrar Office'),
  userOf(3, 'coach', 'Course Coach'),
];

function userOf(id: number, username: string, name: string): UserData {
  return { id, is_active: true, pii: { username, email: `${username}@example.org`, name } };
}

/** The same person under another name; now and then with another e-mail address or user name as well. */
export function renamed({ id, is_active, pii }: UserData, random: Random): UserData {
  const { name, spelling } = nameOf(Math.floor(random() * 500));
  const username = random() < 0.3 ? `${spelling.replace('.', '_')}_${id}` : pii.username;
  const email = random() < 0.5 ? `${spelling}.${id}@example.org` : pii.email;
  return { id, is_active, pii: { username, email, name } };
}
