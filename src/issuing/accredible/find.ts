import { failureOf } from '../http/failure.ts';
import type { HttpClient, HttpResult } from '../http/http.ts';
import type { Award, Failure } from '../../store/delivery/external.ts';
import { isLearnersAddress } from '../recipient.ts';
import { credentialAnswer, isExpired, searchAnswer } from './answers.ts';
import type { Credential } from './answers.ts';

/** The credential in an answer, or null when the call failed or said something else. */
export function readCredential(result: HttpResult): Credential | null {
  if (result.kind !== 'answer' || result.status !== 200) return null;
  const parsed = credentialAnswer.safeParse(result.json);
  return parsed.success ? parsed.data.credential : null;
}

/** What is there of an award. */
export interface Found {
  /** The award's own credential, or null. */
  readonly credential: Credential | null;
  /** Another learner's who has, or had, the same address: it makes Accredible refuse ours. */
  readonly stranger: Credential | null;
}

/**
 * Looks for the credential of an award: directly by our id, which sees it at once; then in the search, which may lag
 * behind, by our id; then by e-mail and group, for a credential that was issued without our id.
 */
export async function findCredential(
  client: HttpClient,
  award: Award,
  today: string,
  signal: AbortSignal,
): Promise<Found | { failure: Failure }> {
  const direct = await client.send({ method: 'GET', path: `v1/credentials/${award.badgeId}` }, signal);
  const own = readCredential(direct);
  if (own !== null) return { credential: own, stranger: null };
  const unknown = direct.kind === 'answer' && direct.status === 404;
  if (!unknown) return { failure: failureOf(direct, 'nothing') };

  const byLicense = await search({ license_id: award.badgeId });
  if ('failure' in byLicense) return byLicense;
  const licensed = byLicense.credentials.find((credential) => String(credential.license_id) === award.badgeId);
  if (licensed !== undefined || award.email === '') return { credential: licensed ?? null, stranger: null };

  const byEmail = await search({
    recipient_email: award.email.toLowerCase(),
    'group.id': Number(award.externalTemplate),
  });
  if ('failure' in byEmail) return byEmail;
  const sameAddress = byEmail.credentials.filter(
    (candidate) =>
      isLearnersAddress(award, candidate.recipient_email) && String(candidate.group?.id) === award.externalTemplate,
  );
  const isLearners = ({ recipient_id: recipient }: (typeof sameAddress)[number]): boolean =>
    recipient == null || recipient === '' || String(recipient) === award.earnerId;
  // An expired one is an older story: this award has no credential yet.
  const credential = sameAddress.find((each) => isLearners(each) && !isExpired(each, today));
  return { credential: credential ?? null, stranger: sameAddress.find((each) => !isLearners(each)) ?? null };

  async function search(query: Record<string, string | number>) {
    const json = { query, page: { from: 0, size: 50 } };
    const result = await client.send({ method: 'POST', path: 'v2/credentials/search', json }, signal);
    const parsed = searchAnswer.safeParse(result.kind === 'answer' && result.status === 200 ? result.json : undefined);
    return parsed.success ? parsed.data : { failure: failureOf(result, 'nothing') };
  }
}
