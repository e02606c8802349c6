import type { AccountApi } from '../accounts/accounts.ts';
import { earnedBy, saysFuture, untilThen } from '../dates.ts';
import { failureOf, permanentFailure } from '../http/failure.ts';
import type { HttpClient, HttpResult } from '../http/http.ts';
import type { Share } from '../http/rate-limit.ts';
import { isUuid, readableName } from '../ids.ts';
import type { FindOutcome, RevokeOutcome } from '../provider.ts';
import type { Award, Failure } from '../../store/delivery/external.ts';
import {
  badgeAnswer,
  credlyTime,
  errorMessage,
  organizationAnswer,
  saysDuplicate,
  stateOf,
  templateListAnswer,
  toExternalBadge,
  toExternalTemplate,
} from './answers.ts';
import type { CredlyBadge } from './answers.ts';
import { findBadge } from './find.ts';
import { splitName } from './names.ts';
import { createCredlyReader, isDeleted, mostReplacements, newestOf } from './read.ts';
import type { CredlyReader, ReadOutcome } from './read.ts';

/** The template's states, as the filter takes them. */
const everyState = 'active,archived,draft';

/** The API of one organization, and single looks at what is there. */
export interface CredlyApi extends AccountApi {
  /** For the webhook: its looks take its own turns. */
  readonly reader: CredlyReader;
}

/**
 * Credly's API, version 1, for one organization. A badge is recognised by our id of the earner, sent as
 * `issuer_earner_id`, together with the badge template and the learner's address: a learner holds one badge of a template.
 * On top of that `duplicate_behavior: deny` makes Credly refuse a second one.
 */
export function createCredlyApi(client: HttpClient, organization: string, now: () => Date): CredlyApi {
  const root = `organizations/${organization}`;
  const reader = createCredlyReader(client, organization, 'deliveries');

  return {
    reader: createCredlyReader(client, organization, 'confirmed'),

    async issue(award, signal) {
      const mistake = checkAward(award);
      if (mistake !== null) return { kind: 'failed', failure: mistake };
      if (award.email === '') {
        const failure = permanentFailure('Credly needs an e-mail address, and the learner has none.');
        return { kind: 'failed', failure };
      }
      const request = { method: 'POST', path: `${root}/badges`, json: issueBody(award, now()) } as const;
      const result = await client.send(request, signal);
      if (result.kind === 'answer' && (result.status === 201 || result.status === 200)) {
        const parsed = badgeAnswer.safeParse(result.json);
        if (parsed.success) return { kind: 'issued', badge: toExternalBadge(parsed.data.data) };
      }
      const failure = failureOf(result, 'changes');
      const refusal = result.kind === 'answer' && result.status === 422 ? errorMessage(result) : '';
      if (saysFuture(refusal)) return { kind: 'failed', failure: untilThen(failure) };
      const duplicate = saysDuplicate(refusal);
      return { kind: duplicate ? 'exists' : 'failed', failure };
    },

    async find(award, signal): Promise<FindOutcome> {
      const mistake = checkAward(award);
      if (mistake !== null) return { kind: 'failed', failure: mistake };
      const found = await findBadge(client, root, award, signal);
      if ('failure' in found) return { kind: 'failed', failure: found.failure };
      if (found.badge === null)
        return found.stranger === null
          ? { kind: 'absent' }
          : { kind: 'taken', failure: takenBy(found.stranger, award) };
      const newest = await newestOf(reader, found.badge, signal);
      if (newest.kind === 'found') return { kind: 'found', badge: toExternalBadge(newest.value) };
      if (newest.kind === 'failed') return newest;
      return { kind: 'failed', failure: permanentFailure('The badge that replaces it is gone.') };
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
        const there = await reader.badge(externalId, signal);
        if (there.kind === 'absent' && (await isDeleted(reader, award.externalTemplate, signal)))
          return { kind: 'deleted', state: 'revoked' };
        if (there.kind !== 'found') return notRead(there, failure);
        if (there.value.replacement_badge_id == null) {
          return there.value.state === 'revoked' ? { kind: 'revoked', state: 'revoked' } : { kind: 'failed', failure };
        }
        const replacement = await reader.badge(there.value.replacement_badge_id, signal);
        if (replacement.kind !== 'found') return notRead(replacement, failure);
        // A badge of another template was given by somebody else's decision; it isn't ours to take.
        if (replacement.value.badge_template?.id !== award.externalTemplate) return { kind: 'failed', failure };
        externalId = replacement.value.id;
      }
      return { kind: 'failed', failure: permanentFailure('The badge was replaced too often to follow.') };
    },

    async listTemplates(page, signal) {
      const listed = await templatePage(page, everyState, 'syncs', signal);
      if ('failure' in listed) return { kind: 'failed', failure: listed.failure };
      return {
        kind: 'page',
        templates: listed.data.map(toExternalTemplate),
        nextPage: page < listed.metadata.total_pages ? page + 1 : null,
      };
    },

    async check(signal) {
      const listed = await templatePage(1, 'active', 'tests', signal);
      if ('failure' in listed) return { kind: 'failed', failure: listed.failure };
      return { kind: 'answers', templates: listed.metadata.total_count ?? listed.data.length };
    },

    async accountName(signal) {
      const result = await client.send({ method: 'GET', path: root, share: 'tests' }, signal);
      const good = result.kind === 'answer' && result.status === 200;
      const parsed = organizationAnswer.safeParse(good ? result.json : undefined);
      return parsed.success ? readableName(parsed.data.data.name) : null;
    },
  };

  async function templatePage(page: number, states: string, share: Share, signal: AbortSignal) {
    // By page number: the links that Credly sends lose the filter. Sorted, so that no template moves between pages.
    const query = { filter: `state::${states}`, sort: 'created_at', page: String(page) };
    const result = await client.send({ method: 'GET', path: `${root}/badge_templates`, query, share }, signal);
    const good = result.kind === 'answer' && result.status === 200;
    const parsed = templateListAnswer.safeParse(good ? result.json : undefined);
    return parsed.success ? parsed.data : { failure: failureOf(result, 'nothing') };
  }
}

/** What to do about a badge that Credly takes for the learner's, and that is somebody else's. */
function takenBy({ id }: CredlyBadge, { earnerId }: Award): Failure {
  return permanentFailure(
    `Credly has a badge of this template, ${id}, for our earner id "${earnerId}" or for this address, and it is not this ` +
      "learner's badge. If another site issues through the same organization, set LAUREL_EARNER_ID_PREFIX and retry. If it " +
      "is the learner's after all, correct its address at Credly and retry. Or settle this badge.",
  );
}

/** Why a look failed that was to explain a refusal: what may pass counts, else the refusal itself. */
function notRead(read: ReadOutcome<unknown> & { kind: 'absent' | 'failed' }, refusal: Failure): RevokeOutcome {
  const passes = read.kind === 'failed' && read.failure.kind !== 'permanent';
  return { kind: 'failed', failure: passes ? read.failure : refusal };
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

function issueBody(award: Award, now: Date): Record<string, string> {
  const name = splitName(award);
  return {
    recipient_email: award.email,
    issued_to_first_name: name.first,
    issued_to_last_name: name.last,
    badge_template_id: award.externalTemplate,
    issued_at: credlyTime(earnedBy(award, now)),
    issuer_earner_id: award.earnerId,
    duplicate_behavior: 'deny',
  };
}

/** No limit is published; what fits into a usual text column is taken everywhere. */
const longestReason = 255;

/** Credly's own pages demand a reason, so there always is one. */
function reasonOf(award: Award): string {
  const reason = award.reason || 'The issuer has revoked this badge.';
  return reason.length <= longestReason ? reason : `${reason.slice(0, longestReason - 1).replace(/\s+\S*$/, '')}…`;
}
