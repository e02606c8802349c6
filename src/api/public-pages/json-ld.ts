import type { AchievementView, BadgeView } from './views.ts';

/** An achievement as schema.org has it, for search engines. */
export function achievementData(view: AchievementView): object {
  const { page, name, description, image, issuer, tags, alignments, language } = view;
  return {
    '@context': 'https://schema.org',
    '@type': 'EducationalOccupationalCredential',
    url: page,
    name,
    description,
    inLanguage: language,
    credentialCategory: { '@type': 'DefinedTerm', name: 'Open Badge' },
    ...(image !== null && { image: image.url }),
    ...(tags.length > 0 && { keywords: tags.join(', ') }),
    ...(alignments.length > 0 && {
      competencyRequired: alignments.map((each) => ({
        '@type': 'DefinedTerm',
        name: each.name,
        url: each.url,
        ...(each.framework !== null && { inDefinedTermSet: each.framework }),
        ...(each.code !== null && { termCode: each.code }),
      })),
    }),
    recognizedBy: { '@type': 'Organization', name: issuer.name, url: issuer.site, identifier: issuer.did },
  };
}

/** The same of a badge that somebody earned, with its dates. */
export function badgeData({ achievement, page, awardedAt, validUntil }: BadgeView): object {
  return {
    ...achievementData(achievement),
    url: page,
    dateCreated: awardedAt.toISOString(),
    validIn: { '@type': 'AdministrativeArea', name: 'Worldwide' },
    ...(validUntil !== null && { expires: validUntil.toISOString() }),
    isBasedOn: achievement.page,
  };
}
