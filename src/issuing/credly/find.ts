import { randomUUID } from 'node:crypto';
import { failureOf } from '../http/failure.ts';
import type { HttpClient } from '../http/http.ts';
import type { Award, Failure } from '../../store/delivery/external.ts';
import { isLearnersAddress } from '../recipient.ts';
import { badgeListAnswer } from './answers.ts';
import type { CredlyBadge } from './answers.ts';

/** What is there of an award. */
export interface Found {
  /** The award's own badge, or null. */
  readonly badge: CredlyBadge | null;
  /** One that Credly takes for the learner's and that is not, by all that can be told: it makes Credly refuse ours. */
  readonly stranger: CredlyBadge | null;
}

/**
 * Looks for the badge of an award: by our id of the earner, then by e-mail for badges that were issued without that id.
 *
 * The id alone proves nothing: another site that issues through the same organization may count learners as well. A badge
 * is the learner's only when its address is (recipient.ts), or when Credly says that its address belongs to the same
 * account as the learner's. Credly's filters are checked again here; a filter that is not understood there must not make
 * us adopt a stranger's.
 */
export async function findBadge(
  client: HttpClient,
  root: string,
  award: Award,
  signal: AbortSignal,
): Promise<Found | { failure: Failure }> {
  const byEarner = await list({ issuer_earner_id: award.earnerId });
  if ('failure' in byEarner) return byEarner;
  const sameEarner = byEarner.badges.filter((badge) => badge.issuer_earner_id === award.earnerId);
  const own = choose(sameEarner.filter(isLearners));
  let stranger = sameEarner.find((badge) => !isLearners(badge)) ?? null;
  if (own !== null || award.email === '') return { badge: own, stranger };

  const byEmail = await list({ recipient_email_all: award.email });
  if ('failure' in byEmail) return byEmail;
  stranger ??= byEmail.badges.find((badge) => isLearners(badge) && isAnothers(badge)) ?? null;
  const withoutEarner = byEmail.badges.filter((badge) => (badge.issuer_earner_id ?? '') === '');
  const sameAddress = choose(withoutEarner.filter(isLearners));
  if (sameAddress !== null) return { badge: sameAddress, stranger };

  const sameAccount = choose(withoutEarner);
  if (sameAccount === null) return { badge: null, stranger };
  // Credly is taken at its word only if it does filter: nobody has this address.
  const control = await list({ recipient_email_all: `${randomUUID()}@laurel.invalid` });
  if ('failure' in control) return control;
  return control.badges.length === 0 ? { badge: sameAccount, stranger } : { badge: null, stranger: sameAccount };

  function isLearners(badge: CredlyBadge): boolean {
    return isLearnersAddress(award, badge.recipient_email);
  }

  function isAnothers({ issuer_earner_id: earner }: CredlyBadge): boolean {
    return earner != null && earner !== '' && earner !== award.earnerId;
  }

  async function list(keys: Record<string, string>): Promise<{ badges: CredlyBadge[] } | { failure: Failure }> {
    const filter = Object.entries({ ...keys, badge_template_id: award.externalTemplate })
      .map(([key, value]) => `${key}::${value}`)
      .join('|');
    const result = await client.send({ method: 'GET', path: `${root}/badges`, query: { filter } }, signal);
    const parsed = badgeListAnswer.safeParse(
      result.kind === 'answer' && result.status === 200 ? result.json : undefined,
    );
    if (!parsed.success) return { failure: failureOf(result, 'nothing') };
    return { badges: parsed.data.data.filter((badge) => badge.badge_template?.id === award.externalTemplate) };
  }

  /**
   * A badge in the earner's hands is this award's, and so is one that the earner rejected or that was replaced. A
   * revoked one is it only when it says the same moment: else it is an older story, and this award has no badge yet.
   */
  function choose(badges: readonly CredlyBadge[]): CredlyBadge | null {
    const live = badges.find((badge) => badge.state === 'pending' || badge.state === 'accepted');
    const decided = badges.find((badge) => badge.state === 'rejected' || badge.replacement_badge_id != null);
    return live ?? decided ?? badges.find(isSameMoment) ?? null;
  }

  function isSameMoment(badge: CredlyBadge): boolean {
    const issued = Date.parse(badge.issued_at ?? '');
    return Math.floor(issued / 1_000) === Math.floor(award.earnedAt.getTime() / 1_000);
  }
}
