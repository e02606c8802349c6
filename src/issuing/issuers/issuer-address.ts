import { LaurelError } from '../../errors.ts';
import { told } from '../../told.ts';
import type { Told } from '../../told.ts';
import { didWeb } from '../open-badges/did/did-web.ts';
import type { Issuer } from '../../store/open-badges/issuers.ts';
import type { Settings } from '../../settings.ts';

const ownMachine = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * With what the DID and the addresses of a new issuer begin: the public address of this site, without a trailing slash.
 * Verifiers fetch a did:web over https; only on one's own machine plain http will do, for trying out.
 *
 * @throws LaurelError PUBLIC_URL_UNFIT
 */
export function issuerBaseUrl({
  publicUrl,
  publicUrlIsSet,
}: Pick<Settings['http'], 'publicUrl' | 'publicUrlIsSet'>): string {
  const { protocol, hostname, port } = new URL(publicUrl);
  const isHere = ownMachine.has(hostname);
  if (port === '0' || (!publicUrlIsSet && !isHere)) throw unfit(told`LAUREL_PUBLIC_URL is not set.`);
  if (protocol !== 'https:' && !isHere) throw unfit(told`LAUREL_PUBLIC_URL is ${publicUrl}, which is not https.`);
  return publicUrl;
}

function unfit(why: Told): LaurelError {
  return new LaurelError('PUBLIC_URL_UNFIT', [
    told`${why} Everyone who verifies a badge fetches the issuer's keys from this URL over https.`,
    told`Set LAUREL_PUBLIC_URL to the URL at which everyone can reach this site, such as https://badges.example.org, and restart Laurel. The URL becomes part of every badge, so choose a name that will not change.`,
  ]);
}

/** The address below which everything of an issuer is: its profile, its DID document, its status lists. */
export function issuerUrl({ baseUrl, slug }: Pick<Issuer, 'baseUrl' | 'slug'>): string {
  return `${baseUrl}/issuers/${slug}`;
}

/** The public address of a badge, once its learner has published it. */
export function badgeUrl({ baseUrl }: Pick<Issuer, 'baseUrl'>, publicId: string): string {
  return `${baseUrl}/b/${publicId}`;
}

/** Where wallets of OpenID4VCI look for it: below the root of its site, where a proxy may keep something of its own. */
export function walletMetadataUrl(issuer: Pick<Issuer, 'baseUrl' | 'slug'>): string {
  const { origin, pathname } = new URL(issuerUrl(issuer));
  return `${origin}/.well-known/openid-credential-issuer${pathname}`;
}

/** The DID of an issuer (did:web): the host of its site, and the path to its document. */
export function didOf(issuer: Pick<Issuer, 'baseUrl' | 'slug'>): string {
  return didWeb(issuer.baseUrl, ['issuers', issuer.slug]);
}
