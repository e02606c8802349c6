import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { vendoredContexts } from '../../../src/issuing/open-badges/contexts/vendored.ts';
import { composeCredential } from '../../../src/issuing/open-badges/credential/compose.ts';
import type { Json, JsonObject } from '../../../src/issuing/open-badges/json.ts';
import { isJsonObject } from '../../../src/issuing/open-badges/json.ts';
import { createProof, signCredential, verifyProof } from '../../../src/issuing/open-badges/proofs/data-integrity.ts';
import { badge, createIssuer, signedAt } from './badges.ts';

const issuer = await createIssuer();
const key = issuer.key('Ed25519');
const credential = composeCredential(badge());
const signed = await signCredential(credential, key, signedAt);
const proof = proofOf(signed);

test('the vendored contexts are the published ones', () => {
  for (const [url, { document, sha256 }] of vendoredContexts)
    expect(createHash('sha256').update(JSON.stringify(document)).digest('hex'), url).toBe(sha256);
});

describe('eddsa-rdfc-2022', () => {
  test('the credential is signed as it is, by one proof in a list; plain JSON goes in and out', async () => {
    expect(signed).toEqual({
      ...credential,
      proof: [
        {
          type: 'DataIntegrityProof',
          cryptosuite: 'eddsa-rdfc-2022',
          created: signedAt,
          verificationMethod: `${issuer.did}#key-1`,
          proofPurpose: 'assertionMethod',
          proofValue: expect.stringMatching(/^z[1-9A-HJ-NP-Za-km-z]{86,88}$/),
        },
      ],
    });
    expect(structuredClone(signed)).toEqual(signed);
    expect(await verifyProof(signed, proof, key.publicJwk)).toBe(true);
    // Ed25519 is deterministic: the same badge signed again is the same to the byte.
    expect(await signCredential(structuredClone(credential), structuredClone(key), signedAt)).toEqual(signed);
  });

  test('a change of any value in it, or of the proof, breaks the signature', async () => {
    const documents = [...changedLeaves(signed)].filter(({ path }) => path[0] !== 'proof' && path[0] !== '@context');
    expect(documents.length).toBeGreaterThan(60);
    for (const { path, document } of documents) expect(await isValid(document, proof), path.join('.')).toBe(false);
    for (const { path, document } of changedLeaves(proof))
      expect(await isValid(signed, document), path.join('.')).toBe(false);
  }, 120_000);

  test('what no context knows can be neither signed nor slipped in afterwards', async () => {
    const subject = credential['credentialSubject'] as JsonObject;
    for (const [changes, message] of [
      [{ grade: '100' }, 'The contexts do not know the property "grade".'],
      [{ credentialSubject: { ...subject, rank: 'first' } }, 'The contexts do not know the property "rank".'],
      [
        { '@context': ['https://evil.example.org/context'] },
        'https://evil.example.org/context is not one that Laurel knows',
      ],
    ] as const) {
      await expect(signCredential({ ...credential, ...changes }, key, signedAt)).rejects.toThrow(message);
      await expect(verifyProof({ ...signed, ...changes }, proof, key.publicJwk)).rejects.toThrow(message);
    }
  });

  test('only the key that signed verifies it', async () => {
    const other = await createIssuer();
    expect(await verifyProof(signed, proof, other.key('Ed25519').publicJwk)).toBe(false);
    expect(await verifyProof(signed, proof, issuer.key('P-256').publicJwk)).toBe(false);
  });
});

test("a wallet's sign-in with Ed25519Signature2020 is verified, with its challenge", async () => {
  const presentation = {
    '@context': ['https://www.w3.org/ns/credentials/v2', 'https://w3id.org/security/suites/ed25519-2020/v1'],
    type: ['VerifiablePresentation'],
    holder: issuer.did,
  };
  const options = {
    created: signedAt,
    purpose: 'authentication',
    challenge: 'c-1',
    domain: 'badges.example.org',
  } as const;
  const modern = await createProof(presentation, key, options);
  expect(await verifyProof(presentation, modern, key.publicJwk)).toBe(true);
  expect(await verifyProof(presentation, { ...modern, challenge: 'c-2' }, key.publicJwk)).toBe(false);
  // A proof of one suite is none of the other.
  const { cryptosuite: _, ...older } = modern;
  expect(await verifyProof(presentation, { ...older, type: 'Ed25519Signature2020' }, key.publicJwk)).toBe(false);
});

function proofOf(document: JsonObject): JsonObject {
  return (document['proof'] as readonly JsonObject[])[0] as JsonObject;
}

async function isValid(document: JsonObject, withProof: JsonObject): Promise<boolean> {
  return verifyProof(document, withProof, key.publicJwk).catch(() => false);
}

/** The document with one value changed, for each value that it holds. */
function* changedLeaves(document: JsonObject): Generator<{ path: readonly string[]; document: JsonObject }> {
  for (const [name, value] of Object.entries(document))
    for (const { path, value: changed } of changesOf(value))
      yield { path: [name, ...path], document: { ...document, [name]: changed } };
}

function* changesOf(value: Json): Generator<{ path: readonly string[]; value: Json }> {
  if (typeof value === 'string') yield { path: [], value: `${value}0` };
  else if (typeof value === 'boolean') yield { path: [], value: !value };
  else if (Array.isArray(value)) {
    for (const [index, item] of (value as readonly Json[]).entries())
      for (const { path, value: changed } of changesOf(item))
        yield { path: [String(index), ...path], value: value.with(index, changed) as Json };
  } else if (isJsonObject(value))
    for (const { path, document } of changedLeaves(value)) yield { path, value: document };
}
