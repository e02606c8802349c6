import { errorRegistry, LaurelError } from '../../errors.ts';
import { failpoint } from '../../failpoints.ts';
import type { Failure } from '../../store/delivery/external.ts';
import { classifyDatabaseFailure } from '../../store/database/failures.ts';
import { findCredential, revokeCredential } from '../../store/open-badges/credentials.ts';
import type { Credential } from '../../store/open-badges/credentials.ts';
import { calledOff } from '../http/http.ts';
import { keyUnread, permanentFailure } from '../http/failure.ts';
import type { ExternalBadge, Provider } from '../provider.ts';
import { CredentialInputError } from '../open-badges/credential/values.ts';
import { createIssue } from './issue.ts';
import type { IssuingParts } from './issuing-parts.ts';

/**
 * Laurel as the holder of its own badges: it issues them as Open Badges 3.0 in the name of an issuer, and nothing has to be
 * called outside. While there is no issuer, the badge's own row is the badge, and `laurel issue --missing` issues it later.
 *
 * @param parts null: there never is an issuer here
 */
export function createOpenedxProvider(parts: IssuingParts | null): Provider {
  const issue = parts && createIssue(parts);
  return {
    origin: 'openedx',
    environment: 'production',
    issue: async (award, signal) => {
      if (issue === null) return { kind: 'issued', badge: heldBack(award.badgeId) };
      try {
        const credential = await issue(award, signal);
        return { kind: 'issued', badge: credential === null ? heldBack(award.badgeId) : toBadge(credential) };
      } catch (error) {
        return { kind: 'failed', failure: failureOf(error, signal) };
      }
    },
    find: async (award) => {
      const credential = parts && (await findCredential(parts.database, award.badgeId));
      return credential?.body == null ? { kind: 'absent' } : { kind: 'found', badge: toBadge(credential) };
    },
    revoke: async (award) => {
      if (parts !== null) await revokeCredential(parts.database, award.badgeId);
      failpoint('issue.revoked');
      return { kind: 'revoked', state: 'revoked' };
    },
    listTemplates: () => Promise.resolve({ kind: 'page', templates: [], nextPage: null }),
    check: () => Promise.resolve({ kind: 'answers', templates: 0 }),
    accountName: () => Promise.resolve(null),
  };
}

function heldBack(badgeId: string): ExternalBadge {
  return { externalId: badgeId, state: 'accepted', url: null };
}

/** Where it is shown is not told: it is private until its learner publishes it. */
function toBadge({ publicId, revokedAt }: Credential): ExternalBadge {
  return { externalId: publicId, state: revokedAt === null ? 'accepted' : 'revoked', url: null };
}

function failureOf(error: unknown, signal: AbortSignal): Failure {
  if (signal.aborted) return { kind: 'retryable', status: null, body: calledOff, account: false };
  // What a name or a text of the template can't be written as, and a key that can't be opened, waits for somebody.
  if (error instanceof LaurelError)
    return permanentFailure([errorRegistry[error.code].title, ...error.details].join(' '));
  if (error instanceof CredentialInputError) return permanentFailure(error.message);
  if (classifyDatabaseFailure(error) === 'away') return keyUnread;
  throw error;
}
