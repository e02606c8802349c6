import type { Queryable } from '../../store/database/database.ts';
import { findAchievement } from '../../store/open-badges/achievements.ts';
import type { AchievementVersion } from '../../store/open-badges/achievements.ts';
import { findIssuerById } from '../../store/open-badges/issuers.ts';
import type { Issuer } from '../../store/open-badges/issuers.ts';

/** An achievement with whose it is. */
export interface PublicAchievement {
  readonly achievement: AchievementVersion;
  readonly issuer: Issuer;
}

/**
 * The achievement at a public address.
 *
 * @param id as strangers write it; only an id in the spelling of our addresses is one
 * @param version null: the newest
 * @returns null when there is none
 */
export async function findPublicAchievement(
  database: Queryable,
  id: string,
  version: number | null,
): Promise<PublicAchievement | null> {
  if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return null;
  const achievement = await findAchievement(database, id, version);
  const issuer = achievement === null ? null : await findIssuerById(database, achievement.issuerId);
  return achievement === null || issuer === null ? null : { achievement, issuer };
}
