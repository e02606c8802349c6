import { issuerDidDocument, issuerKeyMetadata } from '../../issuing/issuers/did-document.ts';
import { issuerUrl } from '../../issuing/issuers/issuer-address.ts';
import { issuerMetadataUrl } from '../../issuing/open-badges/did/issuer-metadata.ts';
import type { Queryable } from '../../store/database/database.ts';
import { findPublished } from '../../store/open-badges/credentials.ts';
import { loadIssuerKeys } from '../../store/open-badges/issuer-keys.ts';
import { findIssuer, loadIssuers } from '../../store/open-badges/issuers.ts';
import { findSignedList } from '../../store/open-badges/status-lists.ts';

/** What verifiers fetch from this site. */
const documents = /^\/issuers\/([a-z0-9-]+)\/(?:did\.json|status\/(\d{1,9})(\.jwt)?)$/;
const badges = /^\/b\/([\w-]+)(?:\.[\w-]+)?$/;

/**
 * What this site serves at an address, from its own records: own badges are verified without a connection, also where the
 * public address leads nowhere from here.
 *
 * @returns undefined when it is no address of this site; null when this site has no badge, keys or status list there
 */
export async function ownRecord(
  database: Queryable,
  publicUrl: string,
  address: string,
): Promise<string | null | undefined> {
  const url = URL.parse(address);
  if (url === null) return undefined;
  const issuers = await loadIssuers(database);
  const named = issuers.find((each) => issuerMetadataUrl(issuerUrl(each)) === url.href);
  if (named !== undefined) return JSON.stringify(issuerKeyMetadata(named, await loadIssuerKeys(database, named.id)));
  // Issuers keep the address that the site had when they were made.
  const base = [...issuers.map(({ baseUrl }) => baseUrl), publicUrl].find((each) => isBelow(url, new URL(each)));
  if (base === undefined) return undefined;
  const path = url.pathname.slice(new URL(base).pathname.replace(/\/$/, '').length);
  const [, slug, list, ending] = documents.exec(path) ?? [];
  if (slug !== undefined)
    return list === undefined
      ? didDocumentOf(database, slug)
      : findSignedList(database, slug, Number(list), ending === undefined ? 'body' : 'token');
  const [, publicId] = badges.exec(path) ?? [];
  return publicId === undefined ? null : ((await findPublished(database, publicId))?.body ?? null);
}

/** By host and path: a did:web names no scheme, and on one's own machine it is not https. */
function isBelow(url: URL, base: URL): boolean {
  return url.host === base.host && url.pathname.startsWith(base.pathname.replace(/\/?$/, '/'));
}

async function didDocumentOf(database: Queryable, slug: string): Promise<string | null> {
  const issuer = await findIssuer(database, slug);
  if (issuer === null) return null;
  return JSON.stringify(issuerDidDocument(issuer, await loadIssuerKeys(database, issuer.id)));
}
