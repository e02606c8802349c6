import { NotCanonical } from '../contexts/canonical.ts';
import { findKey } from '../did/did-document.ts';
import type { VerificationKey } from '../did/did-document.ts';
import { didOfIssuer, findMetadataKey } from '../did/issuer-metadata.ts';
import { asList, idOf, isJsonObject } from '../json.ts';
import type { Json, JsonObject } from '../json.ts';
import { isVerifiable, verifyProof } from '../proofs/data-integrity.ts';
import { claimsOf, verifyJwt } from '../proofs/jwt.ts';
import { fetchIssuerMetadata, resolveDid } from './outside.ts';
import type { Outside } from './outside.ts';
import type { ReadBadge } from './read-badge.ts';
import { failed, notChecked, passed, Stopped } from './result.ts';
import type { Finding } from './result.ts';

/** Who signed, and whether it is so. */
export interface SignatureFindings {
  readonly issuer: Finding;
  readonly signature: Finding;
}

/** What is signed, by whom it says, and which key signed. */
interface Signed {
  readonly issuer: string | undefined;
  /** Id of the key: a DID URL, or a part of one. */
  readonly keyId: string | undefined;
  /** The key itself, which a JWT may bring instead of its id. */
  readonly jwk?: Readonly<Record<string, unknown>> | undefined;
  verify(key: VerificationKey): Promise<Finding>;
}

/** Checks that the issuer it names signed it: their key, and over exactly this. */
export async function checkSignature(badge: ReadBadge, now: Date, outside: Outside): Promise<SignatureFindings> {
  if (badge.form === 'json') return checkEmbedded(badge.credential, now, outside);
  const issuer = badge.form === 'jwt' ? idOf(badge.credential['issuer']) : idOf(badge.claims['iss']);
  const token = badge.form === 'jwt' ? badge.token : badge.jwt;
  const { kid, jwk } = badge.header;
  if (badge.form === 'sd-jwt' && !namesOneIssuer(badge.claims)) return { issuer: twoIssuers, signature: unasked };
  return checkOne(
    {
      issuer,
      keyId: kid?.startsWith('#') ? `${issuer ?? ''}${kid}` : kid,
      jwk,
      verify: async ({ publicJwk }) => {
        if (!(await verifyJwt(token, publicJwk))) return broken;
        return badge.form === 'jwt' ? compareClaims(badge.claims, badge.credential) : valid;
      },
    },
    outside,
  );
}

/**
 * Checks the proofs within a document. Every proof of a kind that can be verified has to be right; there has to be one.
 */
export async function checkEmbedded(document: JsonObject, now: Date, outside: Outside): Promise<SignatureFindings> {
  const proofs = asList(document['proof']).filter(isJsonObject);
  const stop = (finding: Finding): SignatureFindings => ({ issuer: unasked, signature: finding });
  if (proofs.length === 0) return stop(failed('signatureMissing', 'It is not signed.'));
  const verifiable = proofs.filter(isVerifiable);
  if (verifiable.length === 0)
    return stop(notChecked('signatureUnsupported', `Signatures of the kind ${kindsOf(proofs)} can't be checked here.`));
  if (verifiable.length > mostProofs)
    return stop(notChecked('signatureUnsupported', 'It has more signatures than are checked.'));
  let findings: SignatureFindings | undefined;
  for (const proof of verifiable) {
    findings = await checkOne(
      {
        issuer: idOf(document['issuer']),
        keyId: idOf(proof['verificationMethod']),
        verify: ({ publicJwk }) => verifyEmbedded(document, proof, publicJwk, now),
      },
      outside,
    );
    if (findings.issuer.outcome !== 'passed' || findings.signature.outcome !== 'passed') break;
  }
  return findings ?? stop(failed('signatureMissing', 'It is not signed.'));
}

/** Who is shown is who signed: an SD-JWT names its issuer twice, by its address or its DID. */
function namesOneIssuer({ iss, issuer }: JsonObject): boolean {
  const shown = idOf(issuer);
  return shown === undefined || shown === iss || shown === didOfIssuer(iss);
}

const mostProofs = 5;
const twoIssuers = failed('signedByAnother', 'It shows another issuer than the one that it says to be signed by.');
const valid = passed('signatureValid', 'The signature is right: it is as it was issued.');
const broken = failed(
  'signatureInvalid',
  'The signature does not fit: it was altered after it was issued, or signed by another.',
);
const unasked = notChecked('stoppedBefore', 'It was not looked at, since there is no signature that can be checked.');

async function checkOne({ issuer, keyId, jwk, verify }: Signed, outside: Outside): Promise<SignatureFindings> {
  try {
    const key = await findIssuerKey({ issuer, keyId, jwk }, outside);
    const found = passed('issuerFound', `The key ${key.id} is one of the issuer ${issuer ?? ''}.`);
    return { issuer: found, signature: await verify(key).catch(explain) };
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    return {
      issuer: error.finding,
      signature: notChecked('stoppedBefore', 'It was not checked, since there is no key of the issuer.'),
    };
  }
}

async function findIssuerKey(
  { issuer, keyId, jwk }: Omit<Signed, 'verify'>,
  outside: Outside,
): Promise<VerificationKey> {
  if (issuer === undefined || (keyId === undefined && jwk === undefined))
    throw new Stopped(failed('keyUnknown', 'It does not say by which key of which issuer it was signed.'));
  if (issuer.startsWith('https:') && keyId !== undefined && !keyId.includes(':')) {
    const found = findMetadataKey(await fetchIssuerMetadata(issuer, outside), issuer, keyId);
    if (typeof found === 'string') throw new Stopped(failed('keyUnknown', found));
    return found;
  }
  if (keyId?.startsWith('https:') && keyId.split('#')[0] !== issuer)
    throw new Stopped(notChecked('issuerUnsupported', `Keys at an address of their own (${keyId}) are not supported.`));
  if (keyId !== undefined && keyId.split('#')[0] !== issuer) throw signedByAnother(issuer, keyId);
  const document = await resolveDid(issuer, outside);
  const key = keyId === undefined ? findSameKey(document, jwk) : findKey(document, keyId, 'assertionMethod');
  if (typeof key === 'string') throw new Stopped(failed('keyUnknown', key));
  if (key.controller !== issuer) throw signedByAnother(issuer, `${key.id} of ${key.controller}`);
  return key;
}

/** The key of the document that is the one which a JWT brought: brought alone, anyone could have made it. */
function findSameKey(
  document: JsonObject,
  jwk: Readonly<Record<string, unknown>> | undefined,
): VerificationKey | string {
  const ids = asList(document['assertionMethod']).map(idOf);
  for (const id of ids) {
    const key = id === undefined ? 'none' : findKey(document, id, 'assertionMethod');
    if (typeof key !== 'string' && Object.entries(key.publicJwk).every(([name, value]) => jwk?.[name] === value))
      return key;
  }
  return 'The key that it was signed with is none of the issuer.';
}

function signedByAnother(issuer: string, keyId: string): Stopped {
  return new Stopped(
    failed('signedByAnother', `It says that ${issuer} issued it, and was signed with the key ${keyId}.`),
  );
}

async function verifyEmbedded(
  document: JsonObject,
  proof: JsonObject,
  publicJwk: VerificationKey['publicJwk'],
  now: Date,
): Promise<Finding> {
  if (proof['proofPurpose'] !== 'assertionMethod')
    return failed('signatureInvalid', 'It was signed for another purpose than to assert something.');
  const { expires } = proof;
  if (expires !== undefined && !(typeof expires === 'string' && Date.parse(expires) > now.getTime()))
    return failed('proofExpired', 'The signature was made for a time that is over.');
  // Contexts within the document could give every word another meaning than the one that is shown.
  if (!asList(document['@context']).every((context) => typeof context === 'string'))
    return notChecked('contextUnknown', 'It brings a context of its own, and those are not used.');
  return (await verifyProof(document, proof, publicJwk)) ? valid : broken;
}

function explain(error: unknown): Finding {
  if (!(error instanceof NotCanonical))
    return failed('signatureInvalid', "It can't be brought into the form that is signed.");
  return notChecked('contextUnknown', error.message);
}

/** The claims of a JWT that are there say what the credential says; to the second, which is all that they can. */
function compareClaims(claims: JsonObject, credential: JsonObject): Finding {
  const expected = claimsOf(credential);
  const differs = (name: string): boolean => {
    const [claim, own] = [claims[name], expected[name]] as readonly (Json | undefined)[];
    if (claim === undefined) return false;
    return typeof claim === 'number' && typeof own === 'number' ? Math.abs(claim - own) > 1 : claim !== own;
  };
  const wrong = ['iss', 'jti', 'sub', 'nbf', 'exp'].filter(differs);
  return wrong.length === 0
    ? valid
    : failed('claimsDiffer', `The claims of the JWT say something else than the badge: ${wrong.join(', ')}.`);
}

function kindsOf(proofs: readonly JsonObject[]): string {
  const kinds = proofs.map(({ type, cryptosuite }) => (typeof cryptosuite === 'string' ? cryptosuite : idOf(type)));
  return kinds.join(', ').slice(0, 200);
}
