import { errorRegistry, LaurelError } from '../../errors.ts';
import { openKey } from '../../issuing/issuers/issuer-keys.ts';
import { createKeyring, sealedWith } from '../../secrets.ts';
import type { Keyring } from '../../secrets.ts';
import type { Settings } from '../../settings.ts';
import type { Queryable } from '../../store/database/database.ts';
import { loadActiveTemplates } from '../../store/engine/templates.ts';
import { loadSigningKeys } from '../../store/open-badges/issuer-keys.ts';
import type { SealedIssuerKey } from '../../store/open-badges/issuer-keys.ts';
import type { Issuer } from '../../store/open-badges/issuers.ts';
import { checkAddresses } from '../../issuing/issuers/address-check.ts';
import { findMovedIssuers, movedAdvice } from '../../issuing/issuers/moved-site.ts';
import { loadIssuers } from '../../store/open-badges/issuers.ts';
import { count } from '../terminal/output.ts';
import { fail, ok, warn } from './checks.ts';
import type { Check } from './checks.ts';

/** Whether there is somebody who issues the badges that Laurel holds itself, and can sign them. */
export async function checkIssuers(queryable: Queryable, settings: Settings, signal: AbortSignal): Promise<Check[]> {
  const issuers = await loadIssuers(queryable);
  if (issuers.length === 0) return checkNobody(queryable);
  const { defaultIssuer } = settings.issuing;
  const keyring = createKeyring(settings.secrets.encryptionKeys);
  const missing =
    defaultIssuer === null || issuers.some(({ slug }) => slug === defaultIssuer)
      ? []
      : [
          fail(
            'issuers',
            `LAUREL_DEFAULT_ISSUER names "${defaultIssuer}", and there is no such issuer: badges of templates that name none are not issued`,
            `Name one of ${issuers.map(({ slug }) => slug).join(', ')}, or make it with \`laurel issuers add\`.`,
          ),
        ];
  const seals = (await loadSigningKeys(queryable, null)).flatMap((key) => checkSeal(key, keyring));
  const moved = (await findMovedIssuers(queryable, settings.http)).map((found) =>
    warn(
      `issuer ${found.issuer}`,
      `its badges name ${found.address}, and LAUREL_PUBLIC_URL is ${settings.http.publicUrl}: ${count(found.issued, 'badge')} issued, ${found.counting} of them not revoked`,
      movedAdvice(found),
    ),
  );
  const addresses = (await Promise.all(issuers.map((issuer) => checkPublic(queryable, issuer, signal)))).flat();
  const checks = [...missing, ...seals, ...moved, ...addresses];
  return checks.length > 0
    ? checks
    : [ok('issuers', `${count(issuers.length, 'issuer')}, whose keys can be opened and whose public addresses answer`)];
}

/** Whether verifiers and wallets find the issuer: only told when they don't. */
async function checkPublic(queryable: Queryable, issuer: Issuer, signal: AbortSignal): Promise<Check[]> {
  return (await checkAddresses(queryable, issuer, signal))
    .filter(({ succeeded }) => !succeeded)
    .map(({ part, url, told }) =>
      warn(
        `issuer ${issuer.slug}`,
        `${url}: ${told.text}`,
        part === 'wallets'
          ? 'Wallets take no badges by OpenID4VCI until it answers (docs/open-badges.md).'
          : 'Badges verify nowhere until it answers (docs/issuing.md).',
      ),
    );
}

async function checkNobody(queryable: Queryable): Promise<Check[]> {
  const held = (await loadActiveTemplates(queryable)).filter(({ holder }) => holder.origin === 'openedx').length;
  if (held === 0) return [];
  return [
    warn(
      'issuers',
      `there is none, so badges of ${count(held, 'active template')} of origin openedx are awarded and not issued`,
      'Make one with `laurel issuers add`; `laurel issue --missing` then issues what was held back.',
    ),
  ];
}

function checkSeal(key: SealedIssuerKey, keyring: Keyring): Check[] {
  const check = `issuer ${key.issuer}`;
  try {
    openKey(keyring, key);
  } catch (error) {
    if (!(error instanceof LaurelError)) throw error;
    return [fail(check, errorRegistry[error.code].title, error.details.join(' '))];
  }
  const id = sealedWith(key.sealedKey);
  if (id === keyring.sealsWith) return [];
  return [
    warn(
      check,
      `key-${key.number} is sealed with the old encryption key "${id}"; the new one is "${keyring.sealsWith}"`,
      'Run `laurel connections rotate-keys`; keep the old key in LAUREL_ENCRYPTION_KEYS until then.',
    ),
  ];
}
