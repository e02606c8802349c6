import { signStatusLists } from '../../src/issuing/openedx/status-list-signing.ts';
import type { Database } from '../../src/store/database/database.ts';
import { findCredential, publishCredential } from '../../src/store/open-badges/credentials.ts';
import type { Credential } from '../../src/store/open-badges/credentials.ts';
import { addBadges, addTemplate, badgeRow, makeWorker, revoke } from './deliveries.ts';
import { addIssuer, issuingParts } from './issuing.ts';

/** Badges that Laurel has issued itself. */
export interface PublishedBadges {
  readonly kept: Credential;
  readonly revoked: Credential;
  /** Not published. */
  readonly secret: Credential;
}

/**
 * Issues three badges of an issuer `acme`: one that is published, one that was revoked after that, one that is private.
 *
 * @param publicUrl of its site, where it is another than the usual one
 */
export async function issueBadges(
  database: Database,
  given?: { firstLearner: number },
  publicUrl?: string,
): Promise<PublishedBadges> {
  const parts = issuingParts(database);
  await addIssuer(database, 'acme', publicUrl);
  const badges = await addBadges(database, await addTemplate(database, { origin: 'openedx' }), 3, given);
  const [kept = '', revoked = '', secret = ''] = badges;
  const { worker } = makeWorker(database, { issuing: parts });
  worker.start();
  await worker.whenIdle();
  for (const badgeId of [kept, revoked]) await publish(database, badgeId, true);
  await revoke(database, revoked);
  await worker.whenIdle();
  await worker.stop();
  await signStatusLists(parts);
  await parts.signer.close();
  const load = async (badgeId: string): Promise<Credential> => {
    const credential = await findCredential(database, badgeId);
    if (credential === null) throw new Error('not issued');
    return credential;
  };
  return { kept: await load(kept), revoked: await load(revoked), secret: await load(secret) };
}

/** Shows a badge to everybody, or hides it again, as its learner. */
export async function publish(database: Database, badgeId: string, shown: boolean): Promise<void> {
  const { learner_id: learnerId } = await badgeRow(database, badgeId);
  await publishCredential(database, { badgeId, learnerId }, shown);
}
