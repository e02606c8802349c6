import type { AccountApi } from '../accounts/accounts.ts';
import { earnedBy, saysFuture, untilThen } from '../dates.ts';
import { failureOf, permanentFailure } from '../http/failure.ts';
import type { HttpAnswer, HttpClient, HttpRequest, HttpResult } from '../http/http.ts';
import { isCredentialId, isNumberId } from '../ids.ts';
import type { IncompleteOutcome } from '../provider.ts';
import type { Award, Failure } from '../../store/delivery/external.ts';
import {
  accredibleDay,
  dayBefore,
  groupAnswer,
  isExpired,
  issuerAnswer,
  saysDuplicate,
  toExternalBadge,
} from './answers.ts';
import type { Credential } from './answers.ts';
import { findCredential, readCredential } from './find.ts';
import { checkGroups, listGroups, readIssuerName } from './groups.ts';

const unpublished =
  'The credential exists but is not published. Add credits or leave the sandbox mode in Accredible, then retry.';

/**
 * Accredible's API for one account: version 1, and version 2 for searching. The badge's own id goes along as the
 * credential's id and finds it again; Accredible itself allows one credential per e-mail address and group.
 *
 * There is no revoking: a credential is expired, as of the day before, since the docs don't say whether one that expires
 * today still counts.
 */
export function createAccredibleApi(client: HttpClient, now: () => Date): AccountApi {
  const today = (): string => accredibleDay(now());

  return {
    async issue(award, signal) {
      const mistake = checkAward(award);
      if (mistake !== null) return { kind: 'failed', failure: mistake };
      if (award.email === '') {
        const failure = permanentFailure('Accredible needs an e-mail address, and the learner has none.');
        return { kind: 'failed', failure };
      }
      const result = await client.send(issueRequest(award, now()), signal);
      const credential = readCredential(result);
      if (credential !== null && result.kind === 'answer') {
        return credential.approve
          ? { kind: 'issued', badge: toExternalBadge(credential, today()) }
          : notPublished(credential, result);
      }
      const failure = failureOf(result, 'changes');
      const refusal = result.kind === 'answer' && result.status === 422 ? result.text : '';
      if (saysFuture(refusal)) return { kind: 'failed', failure: untilThen(failure) };
      const duplicate = saysDuplicate(refusal);
      return { kind: duplicate ? 'exists' : 'failed', failure };
    },

    async find(award, signal) {
      const mistake = checkAward(award);
      if (mistake !== null) return { kind: 'failed', failure: mistake };
      const found = await findCredential(client, award, today(), signal);
      if ('failure' in found) return { kind: 'failed', failure: found.failure };
      const { credential } = found;
      if (credential === null)
        return found.stranger === null
          ? { kind: 'absent' }
          : { kind: 'taken', failure: takenBy(found.stranger, award) };
      const badge = toExternalBadge(credential, today());
      return badge.state === 'error' ? notPublished(credential) : { kind: 'found', badge };
    },

    async revoke(award, signal) {
      if (!isCredentialId(award.externalId)) {
        return { kind: 'failed', failure: permanentFailure(`"${award.externalId}" is no Accredible credential id.`) };
      }
      const path = `v1/credentials/${award.externalId}`;
      // Where the clock of this process is ahead, its day before may be still to come.
      const earlier = new Date(Math.min(now().getTime(), award.claimedAt.getTime()));
      const json = { credential: { expired_on: dayBefore(earlier) } };
      const result = await client.send({ method: 'PUT', path, json }, signal);
      const changed = readCredential(result);
      if (changed !== null && isExpired(changed, today())) return { kind: 'revoked', state: 'expired' };
      const failure = failureOf(result, 'changes');
      if (failure.kind !== 'permanent' || failure.account) return { kind: 'failed', failure };
      const look = await client.send({ method: 'GET', path }, signal);
      if (isUnknown(look) && (await isReadable(award, signal))) return { kind: 'deleted', state: 'expired' };
      const before = readCredential(look);
      return before !== null && isExpired(before, today())
        ? { kind: 'revoked', state: 'expired' }
        : { kind: 'failed', failure };
    },

    listTemplates: (page, signal) => listGroups(client, page, signal),
    check: (signal) => checkGroups(client, signal),
    accountName: (signal) => readIssuerName(client, signal),
  };

  /** Whether the same key reads the account and the group: a credential that is unknown there was deleted. */
  async function isReadable({ externalTemplate }: Award, signal: AbortSignal): Promise<boolean> {
    if (!isNumberId(externalTemplate)) return false;
    const group = await client.send({ method: 'GET', path: `v1/issuer/groups/${externalTemplate}` }, signal);
    if (!isGroup(group, externalTemplate)) return false;
    const account = await client.send({ method: 'GET', path: 'v1/issuer/details' }, signal);
    return account.kind === 'answer' && issuerAnswer.safeParse(account.json).success && account.status === 200;
  }

  function notPublished(credential: Credential, answer?: HttpAnswer): IncompleteOutcome {
    return {
      kind: 'failed',
      failure: permanentFailure(unpublished, answer),
      badge: toExternalBadge(credential, today()),
    };
  }
}

function checkAward(award: Award): Failure | null {
  if (isNumberId(award.externalTemplate)) return null;
  return permanentFailure(`"${award.externalTemplate}" is no Accredible group: it must be a number.`);
}

/** What to do about a credential of the same address that is another learner's. */
function takenBy({ id }: Credential, { earnerId }: Award): Failure {
  return permanentFailure(
    `Accredible has a credential of this group, ${id}, for the same address and another learner than "${earnerId}". If that ` +
      "is the same person at another site, allow duplicates in the group and retry. If it is the learner's after all, " +
      'correct its recipient id at Accredible and retry. Or settle this badge.',
  );
}

function isUnknown(result: HttpResult): boolean {
  return result.kind === 'answer' && result.status === 404;
}

function isGroup(result: HttpResult, id: string): boolean {
  const parsed = groupAnswer.safeParse(result.kind === 'answer' && result.status === 200 ? result.json : undefined);
  return parsed.success && parsed.data.group.id === id;
}

/** Makes the credential, or publishes the one that was made without being published. */
function issueRequest(award: Award & { readonly incompleteId?: string }, now: Date): HttpRequest {
  if (award.incompleteId !== undefined && isCredentialId(award.incompleteId)) {
    return { method: 'PUT', path: `v1/credentials/${award.incompleteId}`, json: { credential: { approve: true } } };
  }
  return { method: 'POST', path: 'v1/credentials', json: { credential: newCredential(award, now) } };
}

function newCredential(award: Award, now: Date): unknown {
  return {
    id: award.badgeId,
    group_id: Number(award.externalTemplate),
    recipient: {
      name: award.name.trim() || award.username,
      // As the provider's own clients do it: duplicates are found by the address as it is written.
      email: award.email.toLowerCase(),
      id: award.earnerId,
    },
    issued_on: accredibleDay(earnedBy(award, now)),
    meta_data: { award_id: award.badgeId },
    approve: true,
  };
}
