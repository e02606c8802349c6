import { badgeUrl } from '../../issuing/issuers/issuer-address.ts';
import { createIssuer } from '../../issuing/issuers/issuers.ts';
import { createKeyring } from '../../secrets.ts';
import type { Settings } from '../../settings.ts';
import type { Database } from '../../store/database/database.ts';
import { findCredential } from '../../store/open-badges/credentials.ts';
import { findIssuerById } from '../../store/open-badges/issuers.ts';
import { publishOwnBadge } from '../../store/open-badges/own-badges.ts';
import type { Actor } from '../../store/operators/audit.ts';
import type { Delivery } from '../../issuing/delivery/counters.ts';

const actor: Actor = { id: 'cli:demo', name: 'The demo' };

/** Who signs the badges that Laurel itself issues in the demo. */
export async function makeIssuer(database: Database, settings: Settings): Promise<void> {
  const profile = { name: 'Demo Academy', url: 'https://academy.example.org', email: 'badges@example.org' };
  await createIssuer(
    { database, settings, keyring: createKeyring(settings.secrets.encryptionKeys) },
    { slug: 'demo', ...profile, logo: null, language: 'en' },
    { actor },
  );
}

/**
 * Publishes a badge in its learner's place, so that there is one to look at and to verify.
 *
 * @returns its public address; null when it was not signed
 */
export async function publishBadge(
  database: Database,
  { badgeId, learnerId }: Pick<Delivery, 'badgeId' | 'learnerId'>,
): Promise<string | null> {
  const credential = await findCredential(database, badgeId);
  const issuer = credential === null ? null : await findIssuerById(database, credential.issuerId);
  if (credential === null || issuer === null) return null;
  const isShown = await database.transaction((transaction) =>
    publishOwnBadge(transaction, { badgeId, learnerId }, true),
  );
  if (!isShown) return null;
  return badgeUrl(issuer, credential.publicId);
}
