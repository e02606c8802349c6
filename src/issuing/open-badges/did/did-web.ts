/** did:web: an issuer's id that is an address, at which its DID document is served. */
const prefix = 'did:web:';

/** What a label of a host, or a segment of a path, may consist of in an id. */
const host = /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?$/i;
const segment = /^(?!\.{1,2}$)(?:[\w.~-]|%[0-9A-F]{2})+$/i;

/**
 * The id of who is served below an address.
 *
 * @param base public address of the site; a path of it becomes part of the id, a port too
 * @param path segments below the address, as in `['issuers', 'acme']`
 * @throws TypeError when base is not an address of HTTP
 */
export function didWeb(base: string, path: readonly string[] = []): string {
  const url = new URL(base);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw new TypeError(`${base} is not an address of HTTP.`);
  const ofBase = url.pathname.split('/').filter((part) => part !== '');
  const segments = [...ofBase, ...path.map((part) => encodeURIComponent(part))];
  return prefix + [url.host.replace(':', '%3A'), ...segments].join(':');
}

/** Where the DID document of a did:web is; undefined when it is no well-formed did:web. */
export function didWebDocumentUrl(did: string): string | undefined {
  if (!did.startsWith(prefix)) return undefined;
  const [encodedHost = '', ...path] = did.slice(prefix.length).split(':');
  const name = encodedHost.replace(/%3a/i, ':');
  if (!host.test(name) || !path.every((part) => segment.test(part))) return undefined;
  const place = path.length === 0 ? '.well-known' : path.join('/');
  const url = URL.parse(`https://${name}/${place}/did.json`);
  // What the URL parser understands as another place (%2e%2e, 127.1) is not the address that the id says.
  return url?.host === name.toLowerCase().replace(/:443$/, '') && url.pathname === `/${place}/did.json`
    ? url.href
    : undefined;
}
