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
            `LAUREL_DEFAULT_ISSUER names "${defaultIssuer}", which does not exist: badges of templates without an issuer are not issued`,
            `Name one of ${issuers.map(({ slug }) => slug).join(', ')}, or create it with \`laurel issuers add\`.`,
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
    : [ok('issuers', `${count(issuers.length, 'issuer')}, whose keys can be decrypted and whose public URLs respond`)];
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
          ? "Wallets can't add badges by OpenID4VCI until it responds (docs/open-badges.md)."
          : "Badges can't be verified until it responds (docs/issuing.md).",
      ),
    );
}

async function checkNobody(queryable: Queryable): Promise<Check[]> {
  const held = (await loadActiveTemplates(queryable)).filter(({ holder }) => holder.origin === 'openedx').length;
  if (held === 0) return [];
  return [
    warn(
      'issuers',
      `there is none, so badges of ${count(held, 'active template')} of origin openedx are awarded but not issued`,
      'Create one with `laurel issuers add`, then run `laurel issue --missing` to issue the badges that were held back.',
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
      `key-${key.number} is encrypted with the old key "${id}"; the new one is "${keyring.sealsWith}"`,
      'Run `laurel connections rotate-keys`; keep the old key in LAUREL_ENCRYPTION_KEYS until then.',
    ),
  ];
}
