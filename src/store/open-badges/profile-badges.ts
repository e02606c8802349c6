import type { Queryable } from '../database/database.ts';
import type { AchievementContent } from './achievements.ts';

/** A published badge as profile pages list it. */
export interface ProfileBadge {
  readonly publicId: string;
  readonly awardedAt: Date;
  readonly validUntil: Date | null;
  readonly revokedAt: Date | null;
  readonly achievement: AchievementContent;
  readonly issuer: { readonly slug: string; readonly name: string; readonly baseUrl: string };
}

const most = 200;

/** The badges that the learner of a user name has published, the newest first; none for a name that nobody has. */
export async function listPublishedOf(queryable: Queryable, username: string): Promise<ProfileBadge[]> {
  // A retired learner may have none. Of two who had the name one after the other it is the newer one's.
  return queryable.query<ProfileBadge>(
    `SELECT public_id AS "publicId", awarded_at AS "awardedAt", valid_until AS "validUntil",
            credential.revoked_at AS "revokedAt", said.content AS achievement,
            jsonb_build_object('slug', issuer.slug, 'name', issuer.name, 'baseUrl', issuer.base_url) AS issuer
     FROM (SELECT id FROM learner
           WHERE $1 <> '' AND lower(username) COLLATE "C" = lower($1) AND username = $1
           ORDER BY identity_time DESC, id LIMIT 1) AS named
     JOIN badge ON badge.learner_id = named.id
     JOIN credential ON credential.badge_id = badge.id AND published_at IS NOT NULL AND body IS NOT NULL
     JOIN achievement_version AS said
       ON said.achievement_id = credential.achievement_id AND said.version = credential.achievement_version
     JOIN issuer ON issuer.id = credential.issuer_id
     ORDER BY awarded_at DESC, public_id LIMIT ${most}`,
    [username],
  );
}
