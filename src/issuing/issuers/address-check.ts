import { errorCode } from '../../errors.ts';
import type { Queryable } from '../../store/database/database.ts';
import { loadIssuerKeys } from '../../store/open-badges/issuer-keys.ts';
import type { Issuer } from '../../store/open-badges/issuers.ts';
import { isJsonObject } from '../open-badges/json.ts';
import type { CheckOutcome, CheckedPart } from './check-outcomes.ts';
import { didOf, issuerUrl, walletMetadataUrl } from './issuer-address.ts';
import { told } from '../../told.ts';
import type { Told } from '../../told.ts';

/** What came of fetching one public address of an issuer, as a verifier or a wallet would. */
export interface AddressCheck {
  readonly part: CheckedPart;
  readonly url: string;
  readonly succeeded: boolean;
  readonly outcome: CheckOutcome;
  /** What is wrong and what to do, or that it is as it should be. */
  readonly told: Told;
}

interface Mistake {
  readonly outcome: CheckOutcome;
  readonly why: Told;
}

const timeoutMs = 5_000;
const mostBytes = 262_144;

/**
 * Fetches what verifiers and wallets fetch of an issuer, at its public addresses: whether they lead here, from the outside in.
 */
export async function checkAddresses(
  queryable: Queryable,
  issuer: Issuer,
  signal: AbortSignal,
): Promise<AddressCheck[]> {
  const keys = await loadIssuerKeys(queryable, issuer.id);
  const signing = keys.filter(({ retiredAt, revokedAt }) => retiredAt === null && revokedAt === null);
  const did = didOf(issuer);
  const document = `${issuerUrl(issuer)}/did.json`;
  const checkDocument = (body: unknown): Mistake | null => {
    if (!isJsonObject(body) || body['id'] !== did)
      return { outcome: 'other_issuer', why: told`It is not the DID document of ${did}.` };
    const listed = JSON.stringify(body['assertionMethod'] ?? []);
    const missing = signing.filter(({ number }) => !listed.includes(`"${did}#key-${number}"`));
    return missing.length === 0
      ? null
      : {
          outcome: 'keys_lacking',
          why: told`It lacks ${missing.map(({ number }) => `key-${number}`).join(', ')}, which signs badges now. Is a cache between serving an old copy?`,
        };
  };
  const checkProfile = (body: unknown): Mistake | null =>
    isJsonObject(body) && body['id'] === did
      ? null
      : { outcome: 'other_issuer', why: told`It is not the profile of ${did}.` };
  const checkWallets = (body: unknown): Mistake | null =>
    isJsonObject(body) && body['credential_issuer'] === issuerUrl(issuer)
      ? null
      : {
          outcome: 'other_issuer',
          why: told`It does not name ${issuerUrl(issuer)} as the credential issuer for wallets.`,
        };
  return [
    await checkAddress({ part: 'did_document', url: document }, checkDocument, signal),
    await checkAddress({ part: 'profile', url: issuerUrl(issuer) }, checkProfile, signal),
    await checkAddress({ part: 'wallets', url: walletMetadataUrl(issuer) }, checkWallets, signal),
  ];
}

async function checkAddress(
  at: Pick<AddressCheck, 'part' | 'url'>,
  mistakeOf: (body: unknown) => Mistake | null,
  signal: AbortSignal,
): Promise<AddressCheck> {
  const todo = told`LAUREL_PUBLIC_URL must point to a process that serves the pages, reachable from everywhere without signing in.`;
  const failed = (outcome: CheckOutcome, why: Told): AddressCheck => ({
    ...at,
    succeeded: false,
    outcome,
    told: told`${why} ${todo}`,
  });
  try {
    const answer = await fetch(at.url, {
      headers: { accept: 'application/json' },
      // Verifiers don't follow them for a DID document either.
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    });
    if (answer.status !== 200) {
      await answer.body?.cancel();
      return failed(
        answer.status >= 300 && answer.status < 400 ? 'redirect' : 'status',
        told`It responds with status ${String(answer.status)}.`,
      );
    }
    const mistake = mistakeOf(await readJson(answer));
    return mistake === null
      ? { ...at, succeeded: true, outcome: 'good', told: told`responds as expected` }
      : failed(mistake.outcome, mistake.why);
  } catch (error) {
    const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
    return failed('no_answer', told`It is not responding (${errorCode(cause)}).`);
  }
}

/** Undefined for what is no JSON, or far too long. */
async function readJson(answer: Response): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of answer.body ?? []) {
    size += chunk.length;
    if (size > mostBytes) return undefined;
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}
