import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { composeCredential } from '../../../src/issuing/open-badges/credential/compose.ts';
import type { JsonObject } from '../../../src/issuing/open-badges/json.ts';
import {
  hostedAssertion,
  hostedBadgeClass,
  hostedIssuer,
  hostedRevocation,
} from '../../../src/issuing/open-badges/open-badges-2/hosted.ts';
import { signCredential } from '../../../src/issuing/open-badges/proofs/data-integrity.ts';
import { schemaMistakes } from '../../../src/issuing/open-badges/schema/check-schema.ts';
import { badge, createIssuer, signedAt } from './badges.ts';

const credential = composeCredential(badge({ validUntil: '2029-01-01T00:00:00Z' }));
const subject = credential['credentialSubject'] as JsonObject;
const achievement = subject['achievement'] as JsonObject;

const rubric = {
  id: 'urn:uuid:1',
  type: ['ResultDescription'],
  name: 'Level',
  resultType: 'RubricCriterionLevel',
  rubricCriterionLevel: [{ id: 'urn:uuid:2', type: ['RubricCriterionLevel'] }],
};

describe('the schema of Open Badges 3.0', () => {
  test('what is issued fits it, in the strict form', async () => {
    const issuer = await createIssuer();
    const signed = await signCredential(credential, issuer.key('Ed25519'), signedAt);
    expect(schemaMistakes(signed, 'strict')).toEqual([]);
    const least = composeCredential({
      id: 'urn:uuid:1',
      issuer: { id: issuer.did, name: 'Acme' },
      achievement: { id: 'urn:uuid:2', name: 'a', description: 'b', criteria: { narrative: 'c' } },
      recipient: { name: 'Ada' },
      validFrom: '2026-11-20T10:00:00Z',
    });
    expect(schemaMistakes(least, 'strict')).toEqual([]);
  });

  test.each<[string, JsonObject, string]>([
    ['no issuer', { issuer: null }, 'issuer'],
    [
      'a status list of entries',
      { credentialStatus: [credential['credentialStatus'] as JsonObject] },
      'credentialStatus must be object',
    ],
    ['a moment without zone', { validFrom: '2026-11-20T10:00:00' }, 'validFrom must match format "date-time"'],
    [
      'an image as a text',
      { credentialSubject: { ...subject, achievement: { ...achievement, image: 'https://example.org/i' } } },
      'credentialSubject/achievement/image must be object',
    ],
    [
      'an unknown type',
      { credentialSubject: { ...subject, achievement: { ...achievement, achievementType: 'Medal' } } },
      'achievementType',
    ],
    [
      'a language that is none',
      { credentialSubject: { ...subject, achievement: { ...achievement, inLanguage: 'English!' } } },
      'inLanguage',
    ],
    [
      'a language in other letters than its own',
      { credentialSubject: { ...subject, achievement: { ...achievement, inLanguage: 'pt-br' } } },
      'inLanguage',
    ],
    [
      'a rubric whose levels have no name',
      { credentialSubject: { ...subject, achievement: { ...achievement, resultDescription: [rubric] } } },
      'rubricCriterionLevel/0 must have required property',
    ],
    [
      'more in an identity',
      {
        credentialSubject: {
          ...subject,
          identifier: [{ type: 'IdentityObject', hashed: false, identityHash: 'a', identityType: 'name', x: 1 }],
        },
      },
      'additional properties',
    ],
    ['nobody', { credentialSubject: { type: ['AchievementSubject'], achievement } }, "'id'"],
    ['another credential', { type: ['VerifiableCredential'] }, 'type'],
    [
      'no context of Open Badges',
      { '@context': ['https://www.w3.org/ns/credentials/v2', 'https://example.org/x'] },
      '@context',
    ],
  ])('%s does not fit', (_, changes, message) => {
    for (const strictness of ['strict', 'tolerant'] as const)
      expect(schemaMistakes({ ...credential, ...changes }, strictness).join('\n')).toContain(message);
  });

  test.each<[string, JsonObject, string]>([
    [
      'contexts in another order',
      { '@context': [...(credential['@context'] as readonly string[])].toReversed() },
      '@context/0 must be equal to constant',
    ],
    [
      'more in an image',
      {
        credentialSubject: { ...subject, achievement: { ...achievement, image: { id: 'urn:1', type: 'Image', x: 1 } } },
      },
      'must NOT have additional properties',
    ],
    ['a status without id', { credentialStatus: { type: 'BitstringStatusListEntry' } }, "required property 'id'"],
    ['a schema without id', { credentialSchema: [{ type: 'JsonSchema' }] }, "required property 'id'"],
    ['an id in another script', { id: 'https://example.org/أ' }, 'must match format "uri"'],
  ])('%s does not fit the strict form, and may be in badges of others', (_, changes, message) => {
    expect(schemaMistakes({ ...credential, ...changes }, 'strict').join('\n')).toContain(message);
    expect(schemaMistakes({ ...credential, ...changes }, 'tolerant')).toEqual([]);
  });

  test('whatever the template says, the badge fits', () => {
    const anyText = fc.string({ unit: 'binary', maxLength: 40 }).map((each) => `a${each}`);
    const tag = fc.stringMatching(/^[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{2,8}){0,3}$/);
    const address = fc.webUrl({ withQueryParameters: true, withFragments: true });
    const facts = fc.record({ name: anyText, description: anyText, narrative: anyText, language: tag, url: address });
    fc.assert(
      fc.property(
        facts,
        fc.array(anyText, { maxLength: 3 }),
        ({ name, description, narrative, language, url }, tags) => {
          const { achievement: base } = badge();
          const made = composeCredential(
            badge({
              achievement: {
                ...base,
                name,
                description,
                language,
                tags,
                criteria: { url, narrative },
                image: { url: `${url}/é ‏"ö`, caption: name },
                alignments: [{ name, url, framework: description, code: narrative }],
              },
            }),
          );
          expect(schemaMistakes(made, 'strict')).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  });

  test.each([
    ['en', 'en'],
    ['EN', 'en'],
    ['pt-br', 'pt-BR'],
    ['zh-hans-cn', 'zh-Hans-CN'],
    ['es-419', 'es-419'],
    ['ca-valencia', 'ca'],
    ['fil', 'fil'],
    ['de-ab-cd-ef', 'de'],
  ])('the language %s is written %s', (language, written) => {
    const made = composeCredential(badge({ achievement: { ...badge().achievement, language } }));
    expect(made).toMatchObject({ credentialSubject: { achievement: { inLanguage: written } } });
    expect(schemaMistakes(made, 'strict')).toEqual([]);
  });

  test('one that stands alone, an issuer by its id, and the older date fit the tolerant form only', () => {
    const { validFrom, ...rest } = credential;
    const looser = {
      ...rest,
      issuanceDate: validFrom,
      issuer: 'did:web:badges.example.org',
      evidence: (credential['evidence'] as readonly JsonObject[])[0],
      credentialSubject: { ...subject, type: 'AchievementSubject' },
    };
    expect(schemaMistakes(looser, 'tolerant')).toEqual([]);
    expect(schemaMistakes(looser, 'strict')).not.toEqual([]);
  });
});

test('the same badge as Open Badges 2.0, hosted', () => {
  const { issuer, achievement: input } = badge();
  const site = 'https://badges.example.org';
  const addresses = { issuer: `${site}/i.json`, badgeClass: `${site}/c.json`, assertion: `${site}/a.json` };
  expect(hostedIssuer(addresses, issuer)).toEqual({
    '@context': 'https://w3id.org/openbadges/v2',
    id: addresses.issuer,
    type: 'Issuer',
    name: 'Acme Academy',
    url: `${site}/issuers/acme`,
    email: 'badges@example.org',
    description: 'Courses for everyone',
    image: `${site}/images/logo.png`,
  });
  expect(hostedBadgeClass(addresses, input)).toMatchObject({
    type: 'BadgeClass',
    image: `${site}/images/rust.png`,
    criteria: { narrative: expect.any(String) },
    issuer: addresses.issuer,
    tags: ['rust', 'programming'],
    alignment: [{ targetName: 'Rust', targetUrl: 'https://example.org/skills/rust' }],
  });
  const email = { address: 'ada@example.org', salt: 's' };
  expect(
    hostedAssertion(addresses, { email, issuedOn: signedAt, expires: '2029-01-01T00:00:00Z', image: `${site}/a.png` }),
  ).toEqual({
    '@context': 'https://w3id.org/openbadges/v2',
    id: addresses.assertion,
    type: 'Assertion',
    recipient: { type: 'email', hashed: true, salt: 's', identity: expect.stringMatching(/^sha256\$[0-9a-f]{64}$/) },
    badge: addresses.badgeClass,
    image: `${site}/a.png`,
    issuedOn: signedAt,
    expires: '2029-01-01T00:00:00Z',
    verification: { type: 'HostedBadge' },
  });
  expect(hostedRevocation(addresses, 'Given by mistake')).toMatchObject({
    revoked: true,
    revocationReason: 'Given by mistake',
  });
  const { image: _, ...withoutImage } = input;
  expect(() => hostedBadgeClass(addresses, withoutImage)).toThrow('needs an image');
});
