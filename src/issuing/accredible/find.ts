import { failureOf } from '../http/failure.ts';
import type { HttpClient, HttpResult } from '../http/http.ts';
import type { Award, Failure } from '../../store/delivery/external.ts';
import { credentialAnswer, isExpired, searchAnswer } from './answers.ts';
import type { Credential } from './answers.ts';

/** The credential in an answer, or null when the call failed or said something else. */
export function readCredential(result: HttpResult): Credential | null {
  if (result.kind !== 'answer' || result.status !== 200) return null;
  const parsed = credentialAnswer.safeParse(result.json);
  return parsed.success ? parsed.data.credential : null;
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
): Promise<{ credential: Credential | null } | { failure: Failure }> {
  const direct = await client.send({ method: 'GET', path: `v1/credentials/${award.badgeId}` }, signal);
  const own = readCredential(direct);
  if (own !== null) return { credential: own };
  const unknown = direct.kind === 'answer' && direct.status === 404;
  if (!unknown) return { failure: failureOf(direct, 'nothing') };

  const byLicense = await search({ license_id: award.badgeId });
  if ('failure' in byLicense) return byLicense;
  const licensed = byLicense.credentials.find((credential) => String(credential.license_id) === award.badgeId);
  if (licensed !== undefined || award.email === '') return { credential: licensed ?? null };

  const email = award.email.toLowerCase();
  const byEmail = await search({ recipient_email: email, 'group.id': Number(award.externalTemplate) });
  if ('failure' in byEmail) return byEmail;
  const credential = byEmail.credentials.find(
    (candidate) =>
      candidate.recipient_email?.toLowerCase() === email &&
      String(candidate.group?.id) === award.externalTemplate &&
      // Someone else's, who had this address before.
      [undefined, null, '', String(award.learnerId)].includes(candidate.recipient_id as string) &&
      // An expired one is an older story: this award has no credential yet.
      !isExpired(candidate, today),
  );
  return { credential: credential ?? null };

  async function search(query: Record<string, string | number>) {
    const json = { query, page: { from: 0, size: 50 } };
    const result = await client.send({ method: 'POST', path: 'v2/credentials/search', json }, signal);
    const parsed = searchAnswer.safeParse(result.kind === 'answer' && result.status === 200 ? result.json : undefined);
    return parsed.success ? parsed.data : { failure: failureOf(result, 'nothing') };
  }
}
