import type { AccountApi } from '../accounts.ts';
import { failureOf, permanentFailure } from '../failure.ts';
import type { HttpClient, HttpResult } from '../http.ts';
import { isUuid } from '../ids.ts';
import type { Award, Failure, FindOutcome, RevokeOutcome } from '../provider.ts';
import {
  badgeAnswer,
  credlyTime,
  errorMessage,
  saysDuplicate,
  stateOf,
  templateListAnswer,
  toExternalBadge,
  toExternalTemplate,
} from './answers.ts';
import type { CredlyBadge } from './answers.ts';
import { findBadge } from './find.ts';
import { splitName } from './names.ts';

/** A badge can have been replaced, and its replacement too; more often than this is a circle. */
const mostReplacements = 5;

/**
 * Credly's API, version 1, for one organization. A badge is recognised by the learner's LMS id, sent as
 * `issuer_earner_id`, together with the badge template: a learner holds one badge of a template. On top of that
 * `duplicate_behavior: deny` makes Credly refuse a second one.
 */
export function createCredlyApi(client: HttpClient, organization: string): AccountApi {
  const root = `organizations/${organization}`;

  return {
    async issue(award, signal) {
      const mistake = checkAward(award);
      if (mistake !== null) return { kind: 'failed', failure: mistake };
      if (award.email === '') {
        const failure = permanentFailure('Credly needs an e-mail address, and the learner has none.');
        return { kind: 'failed', failure };
      }
      const request = { method: 'POST', path: `${root}/badges`, json: issueBody(award) } as const;
      const result = await client.send(request, signal);
      if (result.kind === 'answer' && (result.status === 201 || result.status === 200)) {
        const parsed = badgeAnswer.safeParse(result.json);
        if (parsed.success) return { kind: 'issued', badge: toExternalBadge(parsed.data.data) };
      }
      const failure = failureOf(result, 'changes');
      const duplicate = result.kind === 'answer' && result.status === 422 && saysDuplicate(errorMessage(result));
      return { kind: duplicate ? 'exists' : 'failed', failure };
    },

    async find(award, signal): Promise<FindOutcome> {
      const mistake = checkAward(award);
      if (mistake !== null) return { kind: 'failed', failure: mistake };
      const found = await findBadge(client, root, award, signal);
      if ('failure' in found) return { kind: 'failed', failure: found.failure };
      if (found.badge === null) return { kind: 'absent' };
      const newest = await newestOf(found.badge, signal);
      if ('failure' in newest) return { kind: 'failed', failure: newest.failure };
      return { kind: 'found', badge: toExternalBadge(newest.badge) };
    },

    async revoke(award, signal): Promise<RevokeOutcome> {
      let { externalId } = award;
      for (let hop = 0; hop < mostReplacements; hop++) {
        if (!isUuid(externalId)) {
          return { kind: 'failed', failure: permanentFailure(`"${externalId}" is no Credly badge id.`) };
        }
        const path = `${root}/badges/${externalId}/revoke`;
        const result = await client.send({ method: 'PUT', path, json: { reason: reasonOf(award) } }, signal);
        const answer = badgeIn(result);
        if (answer !== null && stateOf(answer) === 'revoked') return { kind: 'revoked', state: 'revoked' };
        const failure = failureOf(result, 'changes');
        if (failure.kind !== 'permanent' || failure.account) return { kind: 'failed', failure };

        // Refused: because it is revoked already, or because it was replaced outside, and then its replacement counts.
        const now = await read(externalId, signal);
        if ('failure' in now) {
          return { kind: 'failed', failure: now.failure.kind === 'permanent' ? failure : now.failure };
        }
        if (now.badge.replacement_badge_id == null) {
          return now.badge.state === 'revoked' ? { kind: 'revoked', state: 'revoked' } : { kind: 'failed', failure };
        }
        const replacement = await read(now.badge.replacement_badge_id, signal);
        if ('failure' in replacement) return { kind: 'failed', failure: replacement.failure };
        // A badge of another template was given by somebody else's decision; it isn't ours to take.
        if (replacement.badge.badge_template?.id !== award.externalTemplate) return { kind: 'failed', failure };
        externalId = replacement.badge.id;
      }
      return { kind: 'failed', failure: permanentFailure('The badge was replaced too often to follow.') };
    },

    async listTemplates(page, signal) {
      // By page number: the links that Credly sends lose the filter. Sorted, so that no template moves between pages.
      const query = { filter: 'state::active', sort: 'created_at', page: String(page) };
      const result = await client.send({ method: 'GET', path: `${root}/badge_templates`, query }, signal);
      const parsed = templateListAnswer.safeParse(
        result.kind === 'answer' && result.status === 200 ? result.json : undefined,
      );
      if (!parsed.success) return { kind: 'failed', failure: failureOf(result, 'nothing') };
      const { data, metadata } = parsed.data;
      return {
        kind: 'page',
        templates: data.map(toExternalTemplate),
        nextPage: page < metadata.total_pages ? page + 1 : null,
      };
    },
  };

  async function read(id: string, signal: AbortSignal): Promise<{ badge: CredlyBadge } | { failure: Failure }> {
    const result = await client.send({ method: 'GET', path: `${root}/badges/${id}` }, signal);
    const badge = badgeIn(result);
    return badge === null ? { failure: failureOf(result, 'nothing') } : { badge };
  }

  /** The badge that stands in for this one now. */
  async function newestOf(badge: CredlyBadge, signal: AbortSignal): ReturnType<typeof read> {
    let newest = badge;
    for (let hop = 0; hop < mostReplacements && newest.replacement_badge_id != null; hop++) {
      const next = await read(newest.replacement_badge_id, signal);
      if ('failure' in next) return next;
      newest = next.badge;
    }
    return { badge: newest };
  }
}

function badgeIn(result: HttpResult): CredlyBadge | null {
  if (result.kind !== 'answer' || result.status !== 200) return null;
  const parsed = badgeAnswer.safeParse(result.json);
  return parsed.success ? parsed.data.data : null;
}

function checkAward(award: Award): Failure | null {
  if (isUuid(award.externalTemplate)) return null;
  return permanentFailure(`"${award.externalTemplate}" is no Credly badge template id: it must be a UUID.`);
}

function issueBody(award: Award): Record<string, string> {
  const name = splitName(award);
  return {
    recipient_email: award.email,
    issued_to_first_name: name.first,
    issued_to_last_name: name.last,
    badge_template_id: award.externalTemplate,
    issued_at: credlyTime(award.earnedAt),
    issuer_earner_id: String(award.learnerId),
    duplicate_behavior: 'deny',
  };
}

/** Credly's own pages demand a reason, so there always is one. */
function reasonOf(award: Award): string {
  return award.reason || 'The requirements of this badge are no longer met.';
}
