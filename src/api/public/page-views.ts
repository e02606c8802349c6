import { achievementUrl, imageAddress, pictureAddress } from '../../issuing/openedx/achievement-content.ts';
import { badgeUrl, didOf, issuerUrl } from '../../issuing/issuers/issuer-address.ts';
import { asList, isJsonObject } from '../../issuing/open-badges/json.ts';
import type { Json, JsonObject } from '../../issuing/open-badges/json.ts';
import type { AchievementVersion } from '../../store/open-badges/achievements.ts';
import type { Issuer } from '../../store/open-badges/issuers.ts';
import { verifyPath } from '../public-pages/verify-page.ts';
import type { AchievementView, BadgeView, EvidenceView, IssuerView } from '../public-pages/views.ts';
import type { SignedCredential } from './badge-forms.ts';

/** The issuer as its page, and those of its badges, show it. */
export function issuerView(issuer: Issuer): IssuerView {
  const page = issuerUrl(issuer);
  return {
    name: issuer.name,
    page,
    site: issuer.url,
    email: issuer.email,
    logo: issuer.logo === null ? null : { url: imageAddress(issuer, issuer.logo), alt: issuer.name },
    did: didOf(issuer),
    didDocument: `${page}/did.json`,
    language: issuer.language,
  };
}

export function achievementView(issuer: Issuer, { id, content }: AchievementVersion): AchievementView {
  const { name, description, criteria, image, tags, alignments, language } = content;
  return {
    page: achievementUrl(issuer, id),
    name,
    description,
    criteria,
    image: { url: pictureAddress(issuer, image), alt: name },
    tags,
    alignments: alignments.map((each) => ({
      name: each.name,
      url: each.url,
      framework: each.framework ?? null,
      code: each.code ?? null,
    })),
    language,
    issuer: issuerView(issuer),
  };
}

/** Where the picture for links to something is. */
export function cardAddress(page: string): string {
  return `${page}/card.png`;
}

/** A published badge. What of its learner is shown is what the learner's own credential says, and no more. */
export function badgeView(issuer: Issuer, achievement: AchievementVersion, credential: SignedCredential): BadgeView {
  const { publicId, awardedAt, validUntil, revokedAt, revocationReason, body } = credential;
  const page = badgeUrl(issuer, publicId);
  const signed = JSON.parse(body) as JsonObject;
  const asked = encodeURIComponent(page);
  const isHere = 'sha256' in achievement.content.image;
  return {
    page,
    achievement: achievementView(issuer, achievement),
    holder: holderIn(signed),
    awardedAt,
    validUntil,
    revokedAt,
    revocationReason: revocationReason || null,
    evidence: asList(signed['evidence']).flatMap(evidenceView),
    forms: {
      json: `${page}.json`,
      jwt: `${page}.jwt`,
      sdJwt: `${page}.sd-jwt`,
      png: isHere ? `${page}.png` : null,
      svg: isHere ? `${page}.svg` : null,
    },
    card: cardAddress(page),
    verify: `${issuer.baseUrl}${verifyPath}?url=${asked}`,
    oembed: `${issuer.baseUrl}/oembed?url=${asked}`,
    published: true,
  };
}

/** The name of the learner, where the credential has it in clear: only those who want to be named are. */
function holderIn(signed: JsonObject): string | null {
  const [subject] = asList(signed['credentialSubject']);
  const identities = isJsonObject(subject) ? asList(subject['identifier']).filter(isJsonObject) : [];
  const named = identities.find((each) => each['identityType'] === 'name' && each['hashed'] === false);
  return text(named?.['identityHash']);
}

function evidenceView(evidence: Json): EvidenceView[] {
  if (!isJsonObject(evidence)) return [];
  const { id, name, narrative } = evidence;
  const url = text(id);
  const shown = { narrative: text(narrative), url: url?.startsWith('https:') ? url : null };
  const title = text(name);
  return title === null && shown.narrative === null ? [] : [{ name: title ?? '', ...shown }];
}

function text(value: Json | undefined): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}
