import type { Queryable } from '../../store/database/database.ts';
import { findAchievement } from '../../store/open-badges/achievements.ts';
import type { AchievementVersion } from '../../store/open-badges/achievements.ts';
import { findPublished } from '../../store/open-badges/credentials.ts';
import { findIssuerById } from '../../store/open-badges/issuers.ts';
import type { Issuer } from '../../store/open-badges/issuers.ts';
import type { SignedCredential } from './badge-forms.ts';
import { told } from '../../told.ts';

/** A badge that may be shown, with all that its forms are made from. */
export interface PublishedBadge {
  readonly credential: SignedCredential;
  readonly issuer: Issuer;
  readonly achievement: AchievementVersion;
}

/** @returns null for a badge that is private, as for one that never was */
export async function findPublishedBadge(database: Queryable, publicId: string): Promise<PublishedBadge | null> {
  const credential = await findPublished(database, publicId);
  if (credential?.body == null) return null;
  return withAchievement(database, { ...credential, body: credential.body });
}

/** The rest of what the forms of a credential are made from. */
export async function withAchievement(database: Queryable, credential: SignedCredential): Promise<PublishedBadge> {
  const { achievementId, achievementVersion, issuerId } = credential;
  const achievement = await findAchievement(database, achievementId, achievementVersion);
  const issuer = await findIssuerById(database, issuerId);
  if (achievement === null || issuer === null) throw new Error('what a credential names is gone');
  return { credential, issuer, achievement };
}

/** Where nothing is published. */
export const notPublished = told`No badge is published at this address.`;
