import { failureOf } from '../http/failure.ts';
import type { HttpClient, HttpResult } from '../http/http.ts';
import type { Share } from '../http/rate-limit.ts';
import { isUuid } from '../ids.ts';
import type { Failure } from '../../store/delivery/external.ts';
import { badgeAnswer, eventAnswer, organizationAnswer, templateAnswer } from './answers.ts';
import type { CredlyBadge, CredlyEvent, CredlyTemplate } from './answers.ts';

/** What Credly says of one thing when it is asked with the organization's own key. */
export type ReadOutcome<T> =
  | { readonly kind: 'found'; readonly value: T }
  /** Credly knows no such thing in this organization. */
  | { readonly kind: 'absent' }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** Looks at single things of one organization. None of it changes anything. */
export interface CredlyReader {
  /** Something that happened, as Credly tells it (S25). */
  event(id: string, signal: AbortSignal): Promise<ReadOutcome<CredlyEvent>>;
  badge(id: string, signal: AbortSignal): Promise<ReadOutcome<CredlyBadge>>;
  template(id: string, signal: AbortSignal): Promise<ReadOutcome<CredlyTemplate>>;
  /** The organization itself. */
  organization(signal: AbortSignal): Promise<ReadOutcome<{ readonly id: string }>>;
}

/** A badge can have been replaced, and its replacement too; more often than this is a circle. */
export const mostReplacements = 5;

/** @param share whose turns the looks at badges and templates take; events are only read for the webhook */
export function createCredlyReader(client: HttpClient, organization: string, share: Share): CredlyReader {
  const root = `organizations/${organization}`;
  return {
    event: (id, signal) => read('events', id, 'webhook', signal, eventAnswer.safeParse),
    badge: (id, signal) => read('badges', id, share, signal, badgeAnswer.safeParse),
    template: (id, signal) => read('badge_templates', id, share, signal, templateAnswer.safeParse),
    organization: (signal) => readAt(root, organization, share, signal, organizationAnswer.safeParse),
  };

  async function read<T extends { readonly id: string }>(
    list: string,
    id: string,
    turn: Share,
    signal: AbortSignal,
    parse: (json: unknown) => { readonly success: true; readonly data: { readonly data: T } } | { success: false },
  ): Promise<ReadOutcome<T>> {
    // Whatever came from outside must not choose the address (D38).
    return isUuid(id) ? readAt(`${root}/${list}/${id.toLowerCase()}`, id, turn, signal, parse) : { kind: 'absent' };
  }

  async function readAt<T extends { readonly id: string }>(
    path: string,
    id: string,
    turn: Share,
    signal: AbortSignal,
    parse: (json: unknown) => { readonly success: true; readonly data: { readonly data: T } } | { success: false },
  ): Promise<ReadOutcome<T>> {
    const result = await client.send({ method: 'GET', path, share: turn }, signal);
    const parsed = isGood(result) ? parse(result.json) : null;
    // An answer about something else is none.
    if (parsed?.success === true && parsed.data.data.id.toLowerCase() === id.toLowerCase())
      return { kind: 'found', value: parsed.data.data };
    if (result.kind === 'answer' && (result.status === 404 || result.status === 410)) return { kind: 'absent' };
    return { kind: 'failed', failure: failureOf(result, 'nothing') };
  }
}

function isGood(result: HttpResult): result is HttpResult & { readonly kind: 'answer' } {
  return result.kind === 'answer' && result.status === 200;
}

/** The badge that stands in for this one now. */
export async function newestOf(
  reader: CredlyReader,
  badge: CredlyBadge,
  signal: AbortSignal,
): Promise<ReadOutcome<CredlyBadge>> {
  let newest = badge;
  for (let hop = 0; hop < mostReplacements && newest.replacement_badge_id != null; hop++) {
    const next = await reader.badge(newest.replacement_badge_id, signal);
    if (next.kind !== 'found') return next;
    newest = next.value;
  }
  return { kind: 'found', value: newest };
}

/**
 * Whether a badge that Credly does not know was deleted there, and not merely looked for in the wrong place: the same key
 * reads the organization and the badge's template.
 */
export async function isDeleted(reader: CredlyReader, template: string, signal: AbortSignal): Promise<boolean> {
  if ((await reader.template(template, signal)).kind !== 'found') return false;
  return (await reader.organization(signal)).kind === 'found';
}
