import { createIssuer } from '../../src/issuing/issuers/issuers.ts';
import type { IssuingParts } from '../../src/issuing/openedx/issuing-parts.ts';
import { createSigner } from '../../src/issuing/openedx/signer.ts';
import { createKeyring } from '../../src/secrets.ts';
import { readSettings } from '../../src/settings.ts';
import type { Database } from '../../src/store/database/database.ts';
import type { Issuer } from '../../src/store/open-badges/issuers.ts';
import { encryptionKey } from './provider-site.ts';

/** What a site needs that issues badges itself. */
export const issuingEnvironment = {
  LAUREL_PUBLIC_URL: 'https://badges.example.org',
  LAUREL_ENCRYPTION_KEYS: encryptionKey('main'),
};

const settings = readSettings(issuingEnvironment);
const keyring = createKeyring(settings.secrets.encryptionKeys);

/** What issuing takes, with real threads; to be closed by its signer. */
export function issuingParts(database: Database): IssuingParts {
  return { database, keyring, signer: createSigner(1), defaultIssuer: null };
}

/** @param publicUrl of its site, where it is another than the usual one */
export function addIssuer(database: Database, slug = 'acme', publicUrl?: string): Promise<Issuer> {
  const ofSite =
    publicUrl === undefined ? settings : readSettings({ ...issuingEnvironment, LAUREL_PUBLIC_URL: publicUrl });
  return createIssuer(
    { database, settings: ofSite, keyring },
    { slug, name: 'Acme Academy', url: 'https://acme.example.org', email: null, logo: null, language: 'en' },
    { actor: { id: 'user:1', name: 'Ada' } },
  );
}

/** Empties what issuers and their badges fill. */
export async function emptyIssuers(database: Database): Promise<void> {
  await database.query(
    'TRUNCATE credential, status_list, achievement_version, achievement, issuer_key, issuer CASCADE',
  );
}
