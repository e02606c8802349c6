/** What an issuer serves, in memory: DID documents and status lists, and which of it was asked for. */
import type { Outside } from '../../../src/issuing/open-badges/verify/outside.ts';
import type { JsonObject } from '../../../src/issuing/open-badges/json.ts';
import { signCredential } from '../../../src/issuing/open-badges/proofs/data-integrity.ts';
import { statusBits } from '../../../src/issuing/open-badges/status-list/bits.ts';
import { composeStatusList, signTokenStatusList } from '../../../src/issuing/open-badges/status-list/status-list.ts';
import { didWebDocumentUrl } from '../../../src/issuing/open-badges/did/did-web.ts';
import { signedAt } from './badges.ts';
import type { TestIssuer } from './badges.ts';

export const listUrl = 'https://badges.example.org/status/1';
export const tokenUrl = 'https://badges.example.org/status/1.jwt';
const inForce = { validFrom: '2026-11-24T00:00:00Z', validUntil: '2026-12-01T00:00:00Z' };
export const now = new Date('2026-11-25T12:00:00Z');

export interface Site extends Outside {
  readonly asked: string[];
  /** Serves something at an address; undefined takes it away. */
  serve(url: string, content: JsonObject | string | undefined): void;
}

/** A site that serves the document of the issuer, and its list with these slots revoked. */
export async function createSite(issuer: TestIssuer, revoked: readonly number[] = []): Promise<Site> {
  const served = new Map<string, string>();
  const site: Site = {
    asked: [],
    serve: (url, content) =>
      void (content === undefined
        ? served.delete(url)
        : served.set(url, typeof content === 'string' ? content : JSON.stringify(content))),
    async fetchText(url) {
      site.asked.push(url);
      const text = served.get(url);
      if (text === undefined) throw new Error('404 Not Found');
      return text;
    },
  };
  for (const [url, text] of Object.entries(await serveIssuer(issuer, revoked))) site.serve(url, text);
  return site;
}

/** What an issuer serves: its DID document, and its list in both forms. */
export async function serveIssuer(
  issuer: TestIssuer,
  revoked: readonly number[],
  period = inForce,
): Promise<Record<string, string>> {
  return {
    [didWebDocumentUrl(issuer.did) ?? '']: JSON.stringify(issuer.document),
    [listUrl]: JSON.stringify(await signedList(issuer, revoked, {}, period)),
    [tokenUrl]: await signTokenStatusList(listInput(issuer, revoked, tokenUrl, period), issuer.key('P-256')),
  };
}

/** The list of an issuer, signed. */
export async function signedList(
  issuer: TestIssuer,
  revoked: readonly number[],
  changes: JsonObject = {},
  period = inForce,
): Promise<JsonObject> {
  const list = composeStatusList(listInput(issuer, revoked, listUrl, period));
  return signCredential({ ...list, ...changes }, issuer.key('Ed25519'), signedAt);
}

function listInput(issuer: TestIssuer, revoked: readonly number[], url: string, period: typeof inForce) {
  return {
    url,
    issuer: issuer.did,
    bits: statusBits(revoked),
    ...period,
    ttlMs: 300_000,
  };
}
