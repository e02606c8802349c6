import { didWebDocumentUrl } from '../did/did-web.ts';
import { issuerMetadataUrl } from '../did/issuer-metadata.ts';
import { selfContainedDocument } from '../did/self-contained.ts';
import { isJsonObject } from '../json.ts';
import type { JsonObject } from '../json.ts';
import { isWithinBounds } from './bounds.ts';
import { notChecked, Stopped } from './result.ts';

/**
 * The port to what others serve: DID documents and status lists. Whoever provides it decides what may be fetched at all (no
 * addresses within the own network), how much and how long; and answers for its own addresses from its own records, so that own badges
 * are verified without a connection.
 */
export interface Outside {
  /**
   * The text that is served at an address.
   *
   * @throws when it can't be had; the message says why
   */
  fetchText(url: string): Promise<string>;
}

/**
 * The DID document of an id.
 *
 * @throws Stopped with what could not be checked
 */
export async function resolveDid(did: string, outside: Outside): Promise<JsonObject> {
  const own = selfContainedDocument(did);
  if (own !== undefined) return own;
  const url = didWebDocumentUrl(did);
  if (url === undefined)
    throw new Stopped(
      notChecked('issuerUnsupported', `The issuer is ${did}. Only did:web, did:key and did:jwk can be looked up.`),
    );
  const document = await fetchJson(url, outside).catch((error: unknown) => {
    const reason = `The keys of ${did} could not be fetched from ${url}: ${messageOf(error)}`;
    throw new Stopped(notChecked('issuerUnreachable', reason));
  });
  if (document['id'] !== did)
    throw new Stopped(notChecked('issuerUnreachable', `${url} serves the document of another id than ${did}.`));
  return document;
}

/**
 * The metadata of an issuer of SD-JWT VCs that is named by its address.
 *
 * @throws Stopped with what could not be checked
 */
export async function fetchIssuerMetadata(issuer: string, outside: Outside): Promise<JsonObject> {
  const url = issuerMetadataUrl(issuer);
  if (url === undefined)
    throw new Stopped(
      notChecked('issuerUnsupported', `The issuer is ${issuer}, which is neither a DID nor an https address.`),
    );
  return fetchJson(url, outside).catch((error: unknown) => {
    const reason = `The keys of ${issuer} could not be fetched from ${url}: ${messageOf(error)}`;
    throw new Stopped(notChecked('issuerUnreachable', reason));
  });
}

/** The JSON object that is served at an address; throws when there is none. */
export async function fetchJson(url: string, outside: Outside): Promise<JsonObject> {
  const value: unknown = JSON.parse(await outside.fetchText(url));
  if (!isJsonObject(value) || !isWithinBounds(value)) throw new TypeError('It serves no JSON object that can be read.');
  return value;
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
