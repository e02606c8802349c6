import type { KeyRole, Permission } from './schemas/people.ts';

/**
 * Who may do what. Every route says what it asks for ({@link Access}); a route that says nothing can't be registered.
 *
 * - `metrics`, which only API keys have, reads the metrics;
 * - `retirement`, which only API keys have, retires learners;
 * - `viewer` sees everything but people, keys and settings;
 * - `designer` also makes, edits and activates templates, and syncs them with the providers;
 * - `operator` also looks after deliveries, badges, parked messages and connection tests;
 * - `admin` may do all of that, and looks after connections with their keys, people and settings.
 */
export const permissionsOf: Readonly<Record<KeyRole, readonly Permission[]>> = {
  metrics: ['metrics'],
  retirement: ['retire'],
  viewer: ['read'],
  designer: ['read', 'design'],
  operator: ['read', 'operate'],
  admin: ['retire', 'read', 'design', 'operate', 'administer'],
};

/**
 * What a route asks for. `public`: nothing; `signed_in`: anybody who has signed in, with or without a role; an array: any
 * one of these permissions.
 */
export type Access = 'public' | 'signed_in' | Permission | readonly Permission[];

/** Whether a role sees who did something: only those who work here see who else does. */
export function seesActors(role: KeyRole | null): boolean {
  return allows(['design', 'operate', 'administer'], role);
}

/** Whether a role (null: signed in without one; undefined: not signed in) is enough for what a route asks for. */
export function allows(access: Access, role: KeyRole | null | undefined): boolean {
  if (access === 'public') return true;
  if (role === undefined) return false;
  if (access === 'signed_in') return true;
  if (role === null) return false;
  const asked = typeof access === 'string' ? [access] : access;
  return asked.some((permission) => permissionsOf[role].includes(permission));
}
