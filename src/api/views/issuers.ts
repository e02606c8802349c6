import { didOf, issuerUrl, walletMetadataUrl } from '../../issuing/issuers/issuer-address.ts';
import { defaultIssuer } from '../../issuing/issuers/issuers.ts';
import type { IssuingSettings } from '../../settings/issuing.ts';
import type { Queryable } from '../../store/database/database.ts';
import { loadIssuerKeys } from '../../store/open-badges/issuer-keys.ts';
import type { IssuerKey } from '../../store/open-badges/issuer-keys.ts';
import { issuerUse, loadIssuers } from '../../store/open-badges/issuers.ts';
import type { Issuer } from '../../store/open-badges/issuers.ts';
import { keyUse } from '../../store/open-badges/leaked-keys.ts';
import type { IssuerView } from '../schemas/issuers.ts';

/** All issuers, the one that was made first first. */
export async function showIssuers(
  queryable: Queryable,
  { defaultIssuer: slug }: IssuingSettings,
): Promise<IssuerView[]> {
  const [issuers, keys, use, used, first] = [
    await loadIssuers(queryable),
    await loadIssuerKeys(queryable, null),
    await issuerUse(queryable),
    await keyUse(queryable),
    await defaultIssuer(queryable, slug),
  ];
  return issuers.map((issuer) => ({
    slug: issuer.slug,
    name: issuer.name,
    url: issuer.url,
    email: issuer.email,
    language: issuer.language,
    logo: issuer.logo,
    did: didOf(issuer),
    profileUrl: issuerUrl(issuer),
    walletMetadataUrl: walletMetadataUrl(issuer),
    didDocumentUrl: `${issuerUrl(issuer)}/did.json`,
    isDefault: issuer.id === first?.id,
    credentials: use.get(issuer.id)?.credentials ?? 0,
    revoked: use.get(issuer.id)?.revoked ?? 0,
    templates: use.get(issuer.id)?.templates ?? 0,
    keys: keys.filter(({ issuerId }) => issuerId === issuer.id).map((key) => toKeyView(key, used)),
    createdAt: issuer.createdAt.toISOString(),
  }));
}

/** What people can change of an issuer: what its entity tag is made from. */
export function editStateOf({ slug, name, url, email, logo, language }: Issuer): object {
  return { slug, name, url, email, logo, language };
}

function toKeyView(key: IssuerKey, used: Awaited<ReturnType<typeof keyUse>>): IssuerView['keys'][number] {
  const { issuerId, number, algorithm, purpose, createdAt, retiredAt, revokedAt } = key;
  const use = used.find((each) => each.issuerId === issuerId && each.number === number);
  return {
    id: `key-${number}`,
    algorithm,
    purpose,
    createdAt: createdAt.toISOString(),
    retiredAt: retiredAt?.toISOString() ?? null,
    revokedAt: revokedAt?.toISOString() ?? null,
    signed: use?.signed ?? 0,
    live: use?.live ?? 0,
  };
}
