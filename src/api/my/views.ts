import { badgeUrl } from '../../issuing/issuers/issuer-address.ts';
import { pictureAddress } from '../../issuing/openedx/achievement-content.ts';
import type { OwnBadge } from '../../store/open-badges/own-badges.ts';
import { linkedInUrl } from '../public-pages/linkedin.ts';
import { statusOf } from '../public-pages/views.ts';
import type { MyBadge } from '../schemas/my-badges.ts';

/** A badge as its learner sees it, wherever it is held. */
export function toMyBadge(badge: OwnBadge, now: Date, listed: boolean): MyBadge {
  const { id, template, templateName, templateImage, origin, earnedAt, revokedAt, reason, externalUrl, credential } =
    badge;
  const status = statusNow(badge, now);
  return {
    id,
    template,
    name: credential?.achievement.name ?? templateName,
    imageUrl: credential === null ? templateImage : pictureAddress(credential.issuer, credential.achievement.image),
    issuer: credential?.issuer.name ?? null,
    heldBy: origin,
    status,
    awardedAt: (credential?.awardedAt ?? earnedAt).toISOString(),
    expiresAt: credential?.validUntil?.toISOString() ?? null,
    revokedAt: status === 'revoked' ? ((revokedAt ?? credential?.revokedAt)?.toISOString() ?? null) : null,
    reason: status === 'revoked' ? reason : '',
    externalUrl: origin === 'openedx' ? null : externalUrl,
    own: credential && ownPart({ id, credential, status, listed }),
  };
}

/** Of one that its provider has revoked or ended, too, nobody is told that it is valid. */
function statusNow({ status, state, credential }: OwnBadge, now: Date): MyBadge['status'] {
  if (status === 'revoked' || state === 'revoked') return 'revoked';
  if (state === 'expired') return 'expired';
  return credential === null ? 'valid' : statusOf(credential, now);
}

type OwnCredential = NonNullable<OwnBadge['credential']>;

interface OwnParts {
  readonly id: string;
  readonly credential: OwnCredential;
  readonly status: MyBadge['status'];
  readonly listed: boolean;
}

function ownPart({ id, credential, status, listed }: OwnParts): NonNullable<MyBadge['own']> {
  const { publicId, publishedAt, awardedAt, validUntil, achievement, issuer } = credential;
  const page = badgeUrl(issuer, publicId);
  const published = publishedAt !== null;
  return {
    published,
    listed,
    page,
    preview: `/api/v1/my/badges/${id}/preview`,
    files: filesOf(id, 'sha256' in achievement.image),
    linkedIn:
      published && status === 'valid'
        ? linkedInUrl({ page, awardedAt, validUntil, achievement: { name: achievement.name, issuer } })
        : null,
  };
}

/**
 * Where a learner gets a badge as a file, published or not.
 *
 * @param isImageHere whether its picture is kept here: of others there is none with the badge in it
 */
export function filesOf(id: string, isImageHere: boolean): NonNullable<MyBadge['own']>['files'] {
  const file = (form: string): string => `/api/v1/my/badges/${id}/files/${form}`;
  return {
    json: file('json'),
    jwt: file('jwt'),
    sdJwt: file('sd-jwt'),
    png: isImageHere ? file('png') : null,
    svg: isImageHere ? file('svg') : null,
  };
}
