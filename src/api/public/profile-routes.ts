import { z } from 'zod';
import { LaurelError } from '../../errors.ts';
import { told } from '../../told.ts';
import { pictureAddress } from '../../issuing/openedx/achievement-content.ts';
import { badgeUrl, issuerUrl } from '../../issuing/issuers/issuer-address.ts';
import { listPublishedOf } from '../../store/open-badges/profile-badges.ts';
import type { ProfileBadge } from '../../store/open-badges/profile-badges.ts';
import { answers } from '../answers.ts';
import type { ApiServer, RouteParts } from '../parts.ts';
import { statusOf } from '../public-pages/views.ts';
import { profileBadges } from '../schemas/profiles.ts';
import type { ProfileBadges } from '../schemas/profiles.ts';
import { openToAnySite } from './any-site.ts';

const params = z.strictObject({ username: z.string().max(150) });

/** What profile pages of the platform ask for: the published badges of a learner, by user name. Only where the site lists them. */
export function addProfiles(server: ApiServer, { database, settings }: RouteParts): void {
  void server.register(async (scope: ApiServer) => {
    openToAnySite(scope, { urls: ['/api/v1/profiles/*'], methods: 'GET, HEAD' });
    scope.get(
      '/api/v1/profiles/:username/badges',
      {
        config: { access: 'public' },
        schema: {
          operationId: 'listProfileBadges',
          tags: ['My badges'],
          summary:
            'The badges that a learner has published, by LMS user name, for profile pages; none for an unknown name',
          params,
          response: answers(200, profileBadges),
        },
      },
      async (request) => {
        if (!settings.issuing.listsOnProfiles)
          throw new LaurelError(
            'ROUTE_NOT_FOUND',
            told`This site lists no badges by user name (LAUREL_PROFILE_BADGES).`,
          );
        const now = new Date();
        return { items: (await listPublishedOf(database, request.params.username)).map((badge) => toItem(badge, now)) };
      },
    );
  });
}

function toItem(badge: ProfileBadge, now: Date): ProfileBadges['items'][number] {
  const { publicId, awardedAt, validUntil, achievement, issuer } = badge;
  const { name, description, language, image } = achievement;
  return {
    name,
    description,
    language,
    imageUrl: pictureAddress(issuer, image),
    issuer: { name: issuer.name, page: issuerUrl(issuer) },
    status: statusOf(badge, now),
    awardedAt: awardedAt.toISOString(),
    expiresAt: validUntil?.toISOString() ?? null,
    page: badgeUrl(issuer, publicId),
  };
}
