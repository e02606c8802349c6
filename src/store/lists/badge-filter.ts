import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { Origin } from '../../rules/template.ts';
import { isHeldBack } from '../open-badges/credentials.ts';
import { allOf } from './paging.ts';

/** An Open Badge of Laurel's own was issued, was issued and is revoked, or waits because there was no issuer. */
export const openBadgeStates = ['issued', 'revoked', 'held_back'] as const;

/** What to list; everything is optional. */
export interface BadgeFilter {
  readonly template?: string | undefined;
  /** LMS user id. */
  readonly learner?: number | undefined;
  /** Only those of learners with this user name, and with this e-mail address, in small or capital letters. */
  readonly username?: string | undefined;
  readonly email?: string | undefined;
  /** The badge with this id, here or at its provider; the address of its page there will do, too. */
  readonly search?: string | undefined;
  readonly status?: 'awarded' | 'revoked' | undefined;
  /** At the provider. */
  readonly state?: string | undefined;
  readonly origin?: Origin | undefined;
  readonly account?: string | undefined;
  /** Only those that did not succeed outside and wait for an operator or for their next attempt. */
  readonly failed?: boolean | undefined;
  /** Only those for which something is still to be done outside; false: only those for which nothing is. */
  readonly due?: boolean | undefined;
  /** Only those that this issuer has issued, by its slug. */
  readonly issuer?: string | undefined;
  /** How the Open Badge stands that Laurel issues itself. */
  readonly openBadge?: (typeof openBadgeStates)[number] | undefined;
}

/** A UUID as PostgreSQL reads it. */
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The badge of an id, which people copy from wherever they see it: a page of the provider, its API, a page of Laurel. */
function hasId(text: string): RawBuilder<boolean> {
  const id =
    text
      .trim()
      .replace(/[?#].*$/, '')
      .replace(/\/+$/, '')
      .split('/')
      .at(-1) ?? '';
  const outside = sql<boolean>`external_id IN (${id}, ${id.toLowerCase()})`;
  return uuid.test(id) ? sql<boolean>`(badge.id = ${id}::uuid OR ${outside})` : outside;
}

/** What a badge must be, its template and its place apart. */
export function badgeConditions(filter: BadgeFilter): RawBuilder<boolean>[] {
  const { learner, username, email, search, status, state, failed, due, issuer, openBadge } = filter;
  const conditions: RawBuilder<boolean>[] = [];
  // By the indexes of the search for learners; few have one name, and those are found first.
  if (username !== undefined)
    conditions.push(
      sql`learner_id = ANY (ARRAY(SELECT named.id FROM learner AS named WHERE lower(named.username) COLLATE "C" = lower(${username}) AND named.username = ${username} LIMIT 100))`,
    );
  if (email !== undefined)
    conditions.push(
      sql`learner_id = ANY (ARRAY(SELECT named.id FROM learner AS named WHERE lower(named.email) COLLATE "C" = lower(${email}) LIMIT 100))`,
    );
  if (search !== undefined) conditions.push(hasId(search));
  if (learner !== undefined) conditions.push(sql`learner_id = ${learner}`);
  if (status !== undefined) conditions.push(sql`status = ${status}`);
  if (state !== undefined) conditions.push(sql`state = ${state}`);
  if (failed) conditions.push(sql`state IN ('error', 'no_response')`);
  if (due !== undefined) conditions.push(due ? sql`badge.due IS NOT NULL` : sql`badge.due IS NULL`);
  if (openBadge === 'held_back')
    conditions.push(
      sql`badge.place_id IN (SELECT id FROM badge_place WHERE origin = 'openedx') AND ${sql.raw(isHeldBack)}`,
    );
  if (issuer !== undefined || openBadge === 'issued' || openBadge === 'revoked')
    conditions.push(sql`badge.id IN (SELECT badge_id FROM credential WHERE ${allOf(credentialConditions(filter))})`);
  return conditions;
}

/** What its Open Badge must be. */
function credentialConditions({ issuer, openBadge }: BadgeFilter): RawBuilder<boolean>[] {
  return [
    ...(issuer === undefined ? [] : [sql<boolean>`issuer_id = (SELECT id FROM issuer WHERE slug = ${issuer})`]),
    ...(openBadge === 'revoked' ? [sql<boolean>`credential.revoked_at IS NOT NULL`] : []),
  ];
}

/** Whether it names whose the badges are, or which one it is. */
export function isNamed({ learner, username, email, search }: BadgeFilter): boolean {
  return [learner, username, email, search].some((name) => name !== undefined);
}
