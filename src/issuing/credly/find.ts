import { failureOf } from '../http/failure.ts';
import type { HttpClient } from '../http/http.ts';
import type { Award, Failure } from '../../store/delivery/external.ts';
import { badgeListAnswer } from './answers.ts';
import type { CredlyBadge } from './answers.ts';

/**
 * Looks for the badge of an award: by the learner's LMS id, then by e-mail for badges that were issued without that id.
 * Credly's filters are checked again here; a filter that is not understood there must not make us adopt a stranger's.
 */
export async function findBadge(
  client: HttpClient,
  root: string,
  award: Award,
  signal: AbortSignal,
): Promise<{ badge: CredlyBadge | null } | { failure: Failure }> {
  const earner = String(award.learnerId);
  const byEarner = await list({ issuer_earner_id: earner });
  if ('failure' in byEarner) return byEarner;
  const own = choose(byEarner.badges.filter((badge) => badge.issuer_earner_id === earner));
  if (own !== null || award.email === '') return { badge: own };

  const byEmail = await list({ recipient_email_all: award.email });
  if ('failure' in byEmail) return byEmail;
  return { badge: choose(byEmail.badges.filter((badge) => (badge.issuer_earner_id ?? '') === '')) };

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
