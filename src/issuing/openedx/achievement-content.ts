import type { AchievementContent, BadgeFacts } from '../../store/open-badges/achievements.ts';
import type { Issuer } from '../../store/open-badges/issuers.ts';
import { didOf, issuerUrl } from '../issuers/issuer-address.ts';
import { defaultImage } from './default-image.ts';
import type { Achievement, Image, Profile } from '../open-badges/credential/input.ts';

/** What a template says of its badge now, as an achievement keeps it. */
export function achievementContent(facts: BadgeFacts, issuer: Pick<Issuer, 'language'>): AchievementContent {
  const { name, description, imageUrl, achievement, requirements } = facts;
  const image = achievement?.image ?? null;
  return {
    ...(achievement?.type != null && { type: achievement.type }),
    name,
    // Open Badges want one, and templates may do without.
    description: description.trim() === '' ? name : description,
    criteria: achievement?.criteria ?? '',
    tags: achievement?.tags ?? [],
    alignments: achievement?.alignments ?? [],
    language: achievement?.language ?? issuer.language,
    image: imageUrl !== null && image === null ? { url: imageUrl } : { sha256: image ?? defaultImage.sha256 },
    graded: requirements.some(({ rules }) => rules.some(({ path }) => isGrade(path))),
  };
}

/** Whether the value at a path is a grade in percent. */
export function isGrade(path: string): boolean {
  return /(?:^|\.)percent_grade$/.test(path);
}

/** The public address of an achievement: the same for all its versions. */
export function achievementUrl({ baseUrl }: Pick<Issuer, 'baseUrl'>, id: string): string {
  return `${baseUrl}/achievements/${id}`;
}

/** The public address of an uploaded image. */
export function imageAddress({ baseUrl }: Pick<Issuer, 'baseUrl'>, sha256: string): string {
  return `${baseUrl}/images/${sha256}`;
}

/** What the grade of an award is a value of. */
export function gradeOf(issuer: Pick<Issuer, 'baseUrl'>, achievementId: string): string {
  return `${achievementUrl(issuer, achievementId)}#grade`;
}

/** An achievement as it stands in credentials and at its own address. */
export function achievementInput(
  issuer: Issuer,
  { id, version, content }: { readonly id: string; readonly version: number; readonly content: AchievementContent },
): Achievement {
  const url = achievementUrl(issuer, id);
  return {
    id: url,
    name: content.name,
    ...(content.type !== undefined && { type: content.type }),
    description: content.description,
    criteria: { url, ...(content.criteria.trim() !== '' && { narrative: content.criteria }) },
    image: imageOf(issuer, content),
    creator: issuerProfile(issuer),
    tags: content.tags,
    language: content.language,
    version: String(version),
    alignments: content.alignments.map(({ name, url, framework, code }) => ({
      name,
      url,
      ...(framework !== null && { framework }),
      ...(code !== null && { code }),
    })),
    ...(content.graded && {
      resultDescriptions: [{ id: gradeOf(issuer, id), name: 'Grade', type: 'Percent', valueMin: '0', valueMax: '100' }],
    }),
  };
}

/** Who issues, as it stands in credentials. */
export function issuerProfile(issuer: Issuer): Profile {
  return {
    id: didOf(issuer),
    name: issuer.name,
    url: issuer.url,
    ...(issuer.email !== null && { email: issuer.email }),
    ...(issuer.logo !== null && { image: { url: imageAddress(issuer, issuer.logo), caption: issuer.name } }),
  };
}

/** The address of one of an issuer's status lists. */
export function statusListUrl(issuer: Issuer, number: number): string {
  return `${issuerUrl(issuer)}/status/${number}`;
}

/** The address of the same list as a token, which badges in SD-JWT form name. */
export function statusListTokenUrl(issuer: Issuer, number: number): string {
  return `${statusListUrl(issuer, number)}.jwt`;
}

/** Where the picture of an achievement is: here, or where its template says. */
export function pictureAddress(issuer: Pick<Issuer, 'baseUrl'>, image: AchievementContent['image']): string {
  return 'url' in image ? image.url : imageAddress(issuer, image.sha256);
}

function imageOf(issuer: Issuer, { image, name }: AchievementContent): Image {
  return { url: pictureAddress(issuer, image), caption: name };
}
