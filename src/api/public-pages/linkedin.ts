import type { BadgeView } from './views.ts';

/** What LinkedIn is told of a badge. */
export type LinkedInEntry = Pick<BadgeView, 'page' | 'awardedAt' | 'validUntil'> & {
  readonly achievement: { readonly name: string; readonly issuer: { readonly name: string } };
};

/** LinkedIn takes so much of a name; what is longer it refuses without saying so. */
const mostLetters = 200;

/**
 * The address at which LinkedIn offers to add the badge to one's profile. Months count from 1, and dates are those of UTC, as
 * the credential says them.
 */
export function linkedInUrl({ achievement, page, awardedAt, validUntil }: LinkedInEntry): string {
  const url = new URL('https://www.linkedin.com/profile/add');
  const say = (name: string, value: string | number): void => url.searchParams.set(name, String(value));
  say('startTask', 'CERTIFICATION_NAME');
  say('name', begin(achievement.name));
  say('organizationName', begin(achievement.issuer.name));
  say('issueYear', awardedAt.getUTCFullYear());
  say('issueMonth', awardedAt.getUTCMonth() + 1);
  if (validUntil !== null) {
    say('expirationYear', validUntil.getUTCFullYear());
    say('expirationMonth', validUntil.getUTCMonth() + 1);
  }
  say('certUrl', page);
  say('certId', new URL(page).pathname.split('/').at(-1) ?? '');
  return url.href;
}

/** Its first letters, as people count them: no half emoji at the end. */
function begin(text: string): string {
  if (text.length <= mostLetters) return text;
  let kept = '';
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    if (kept.length + segment.length >= mostLetters) break;
    kept += segment;
  }
  return `${kept}…`;
}
