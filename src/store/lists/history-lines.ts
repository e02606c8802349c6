import { sql } from 'kysely';
import type { Micros } from '../../rules/event.ts';
import type { Origin } from '../../rules/template.ts';
import type { Queryable } from '../database/database.ts';
import type { HistoryKind } from '../engine/history.ts';
import { accountNames, actorNames } from './history-names.ts';
import { conditionsNamed } from './history-conditions.ts';
import type { ConditionName, NamedCondition } from './history-conditions.ts';
import { micros } from './paging.ts';

/** A line of the history, with everything in it by name. */
export interface HistoryListing {
  readonly id: number;
  readonly recordedAt: Date;
  readonly kind: HistoryKind;
  /** LMS user id; null for what happened to a template. */
  readonly learner: number | null;
  /** Their user name, and their name; empty once they are retired, null for what happened to a template. */
  readonly username: string | null;
  readonly learnerName: string | null;
  /** Id of the badge template; of one that was deleted, the id that it had. */
  readonly template: string | null;
  readonly templateName: string | null;
  /** The causing event; null when there was none. */
  readonly event: {
    readonly id: string;
    readonly type: string;
    readonly source: string;
    readonly time: Micros;
  } | null;
  /** Who did it by hand: `user:<id>`, `key:<id>` or `cli:<name>`, and how they are called; null when nobody did. */
  readonly actor: string | null;
  readonly actorName: string | null;
  /** Where outside it happened; null when it happened here. */
  readonly account: AccountNamed | null;
  /** Where the badge was before, when it moved. */
  readonly accountBefore: AccountNamed | null;
  /** The requirement, or the penalties, that it is about: as the rules said then. */
  readonly conditions: readonly NamedCondition[];
  readonly details: Readonly<Record<string, unknown>>;
}

/** An account at a provider; the name is null when nobody knows one. */
export interface AccountNamed {
  readonly origin: Origin;
  /** Credly organization or Accredible account; empty for `openedx`. */
  readonly account: string;
  readonly name: string | null;
}

/** As it is read. */
export interface HistoryRow extends Pick<
  HistoryListing,
  'id' | 'recordedAt' | 'kind' | 'learner' | 'username' | 'learnerName' | 'template' | 'templateName' | 'details'
> {
  readonly recordedMicros: Micros;
  readonly templateKey: number | null;
  readonly eventId: string | null;
  readonly eventType: string;
  readonly eventSource: string;
  readonly eventMicros: Micros;
}

/** What is read of a line; to be joined with {@link historyJoins}. */
export const historyColumns = sql`history.id, recorded_at AS "recordedAt", ${micros('recorded_at')} AS "recordedMicros",
  kind, learner_id AS learner, username, learner.name AS "learnerName", template_id AS "templateKey",
  coalesce(slug, details ->> 'template') AS template, 
  coalesce(template.name, CASE WHEN kind = 'template_deleted' THEN details ->> 'name' END) AS "templateName",
  event_id AS "eventId", event_type AS "eventType", event_source AS "eventSource", ${micros('event_time')} AS "eventMicros",
  details`;

export const historyJoins = sql`LEFT JOIN badge_template AS template ON template.id = template_id
  LEFT JOIN learner ON learner.id = learner_id`;

/** Looks up for lines how those are called whom they name, and what their rules said: once for all of them. */
export async function toHistoryListings(
  queryable: Queryable,
  rows: readonly HistoryRow[],
): Promise<readonly HistoryListing[]> {
  const lines = rows.map((row) => ({ ...row, ...partsOf(row.details) }));
  const [actors, accounts, conditions] = await Promise.all([
    actorNames(
      queryable,
      lines.flatMap(({ actor }) => actor ?? []),
    ),
    accountNames(
      queryable,
      lines.flatMap(({ place, before }) => [place ?? [], before ?? []].flat()),
    ),
    conditionsNamed(queryable, lines.flatMap(namesIn)),
  ]);
  return lines.map((line) => {
    const { recordedMicros: _, eventId, eventType, eventSource, eventMicros, place, before, ...listing } = line;
    const { templateKey, version: __, ...rest } = listing;
    return {
      ...rest,
      event: eventId === null ? null : { id: eventId, type: eventType, source: eventSource, time: eventMicros },
      actorName: line.actor === null ? null : (actors.get(line.actor) ?? null),
      account: place && { ...place, name: accounts(place) },
      accountBefore: before && { ...before, name: accounts(before) },
      conditions: namesIn({ ...line, templateKey }).map(conditions),
    };
  });
}

interface Place {
  readonly origin: Origin;
  readonly account: string;
}

interface Parts {
  readonly details: HistoryListing['details'];
  readonly actor: string | null;
  readonly place: Place | null;
  readonly before: Place | null;
  readonly version: number | null;
}

/** What stands in the details and has a place of its own in a listing. */
function partsOf({ actor, place, ...details }: HistoryListing['details']): Parts {
  const { before, version } = details;
  return {
    details,
    actor: typeof actor === 'string' ? actor : null,
    place: asPlace(place),
    before: asPlace(before),
    version: typeof version === 'number' ? version : null,
  };
}

function asPlace(value: unknown): Place | null {
  return typeof value === 'object' && value !== null && 'origin' in value && 'account' in value
    ? (value as Place)
    : null;
}

/** The requirement and the penalties that a line names. */
function namesIn({
  templateKey: template,
  version,
  details: { requirement, penalty, penalties },
}: Pick<HistoryRow, 'templateKey' | 'details'> & Pick<Parts, 'version'>): ConditionName[] {
  if (template === null) return [];
  const named = (role: ConditionName['role'], ids: readonly unknown[]): ConditionName[] =>
    ids.flatMap((id) => (typeof id === 'string' ? [{ template, version, role, id }] : []));
  return [
    ...named('requirement', [requirement]),
    ...named('penalty', [penalty, ...(Array.isArray(penalties) ? (penalties as unknown[]) : [])]),
  ];
}
