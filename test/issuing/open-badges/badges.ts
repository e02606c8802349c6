/** Badges for the tests: an issuer with keys of all kinds, and an input with every field that there is. */
import type { DocumentKey } from '../../../src/issuing/open-badges/did/did-document.ts';
import { didDocument, keyId } from '../../../src/issuing/open-badges/did/did-document.ts';
import type { CredentialInput } from '../../../src/issuing/open-badges/credential/input.ts';
import type { JsonObject } from '../../../src/issuing/open-badges/json.ts';
import { generateKey, keyAlgorithms } from '../../../src/issuing/open-badges/keys/keys.ts';
import type { KeyAlgorithm, KeyPair } from '../../../src/issuing/open-badges/keys/keys.ts';
import type { SigningKey } from '../../../src/issuing/open-badges/proofs/data-integrity.ts';

/** An issuer that can sign in every form. */
export interface TestIssuer {
  readonly did: string;
  readonly document: JsonObject;
  readonly documentKeys: readonly DocumentKey[];
  key(algorithm: KeyAlgorithm): SigningKey & KeyPair;
}

/** Makes an issuer with a key of each kind: `#key-1` on Ed25519, `#key-2` on P-256, `#key-3` of RSA. */
export async function createIssuer(did = 'did:web:badges.example.org:issuers:acme'): Promise<TestIssuer> {
  const pairs = await Promise.all(keyAlgorithms.map(generateKey));
  const fragment = (algorithm: KeyAlgorithm): string => `key-${keyAlgorithms.indexOf(algorithm) + 1}`;
  const documentKeys = pairs.map(
    ({ algorithm, publicJwk }) => ({ fragment: fragment(algorithm), publicJwk, state: 'current' }) as const,
  );
  return {
    did,
    documentKeys,
    document: didDocument(did, documentKeys),
    key: (algorithm) => {
      const pair = pairs.find((each) => each.algorithm === algorithm) as KeyPair;
      return { ...pair, verificationMethod: keyId(did, fragment(algorithm)) };
    },
  };
}

export const signedAt = '2026-11-20T10:00:05Z';

/** A badge with everything that a badge can have. */
export function badge(changes: Partial<CredentialInput> = {}, name = 'Rust Foundations'): CredentialInput {
  const site = 'https://badges.example.org';
  const issuer = {
    id: 'did:web:badges.example.org:issuers:acme',
    name: 'Acme Academy',
    url: `${site}/issuers/acme`,
    email: 'badges@example.org',
    description: 'Courses for everyone',
    image: { url: `${site}/images/logo.png`, caption: 'The logo' },
  };
  const grade = 'urn:uuid:5a1f5ff0-6b3a-4a57-9a70-3ad1b4e0f0aa';
  return {
    id: 'urn:uuid:8f3a8e0e-61a4-4cd4-8f5f-2b1a9a8f0d11',
    issuer,
    achievement: {
      id: `${site}/achievements/rust-foundations/2`,
      name,
      description: 'Knows ownership and borrowing.',
      criteria: {
        url: `${site}/achievements/rust-foundations/2/criteria`,
        narrative: 'Pass **the exam**.\n\n- with 80 %',
      },
      image: { url: `${site}/images/rust.png`, caption: 'A crab' },
      creator: issuer,
      tags: ['rust', 'programming'],
      language: 'en',
      version: '2',
      alignments: [
        {
          name: 'Rust',
          url: 'https://example.org/skills/rust',
          description: 'The language',
          framework: 'ESCO',
          code: 'R-1',
          type: 'ceasn:Competency',
        },
      ],
      resultDescriptions: [{ id: grade, name: 'Final grade', type: 'Percent', valueMin: '0', valueMax: '100' }],
    },
    recipient: {
      id: 'urn:uuid:0cb9f5a4-5b0e-4b0f-8a51-5f0d26a5e1cb',
      email: { address: 'Ada@Example.org', salt: '9f86d081884c7d65' },
      name: 'Ada Lovelace',
    },
    validFrom: '2026-11-20T10:00:00Z',
    awardedDate: '2026-11-20T10:00:00Z',
    activityStart: '2026-09-01T00:00:00Z',
    activityEnd: '2026-11-20T00:00:00Z',
    evidence: [
      {
        id: 'https://example.org/evidence/1',
        name: 'Exam',
        narrative: 'Passed',
        description: 'Course',
        genre: 'Course',
      },
    ],
    results: [{ of: grade, value: '91' }],
    status: { list: `${site}/status/1`, index: 94_567 },
    ...changes,
  };
}
