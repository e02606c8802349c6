import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { composeCredential } from '../../../src/issuing/open-badges/credential/compose.ts';
import type { CredentialInput } from '../../../src/issuing/open-badges/credential/input.ts';
import { newSalt } from '../../../src/issuing/open-badges/credential/recipient.ts';
import type { Json } from '../../../src/issuing/open-badges/json.ts';
import { badge } from './badges.ts';

describe('composing a credential', () => {
  test('the canonical form, whole', () => {
    const input = badge();
    const hash = createHash('sha256').update('ada@example.org9f86d081884c7d65').digest('hex');
    expect(composeCredential(input)).toMatchObject({
      '@context': [
        'https://www.w3.org/ns/credentials/v2',
        'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
        'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json',
      ],
      id: input.id,
      type: ['VerifiableCredential', 'OpenBadgeCredential'],
      name: 'Rust Foundations',
      issuer: { id: 'did:web:badges.example.org:issuers:acme', type: ['Profile'], image: { type: 'Image' } },
      validFrom: '2026-11-20T10:00:00Z',
      credentialSubject: {
        id: 'urn:uuid:0cb9f5a4-5b0e-4b0f-8a51-5f0d26a5e1cb',
        type: ['AchievementSubject'],
        identifier: [
          {
            type: 'IdentityObject',
            identityType: 'emailAddress',
            hashed: true,
            salt: '9f86d081884c7d65',
            identityHash: `sha256$${hash}`,
          },
          { type: 'IdentityObject', identityType: 'name', hashed: false, identityHash: 'Ada Lovelace' },
        ],
        activityStartDate: '2026-09-01T00:00:00Z',
        achievement: {
          type: ['Achievement'],
          achievementType: 'Badge',
          tag: ['rust', 'programming'],
          inLanguage: 'en',
        },
        result: [{ type: ['Result'], value: '91' }],
      },
      credentialStatus: {
        id: 'https://badges.example.org/status/1#94567',
        type: 'BitstringStatusListEntry',
        statusPurpose: 'revocation',
        statusListIndex: '94567',
        statusListCredential: 'https://badges.example.org/status/1',
      },
    });
  });

  test('the least that is needed leaves out what there is not: no null, no empty text, no empty list', () => {
    const credential = composeCredential(least());
    expect(Object.keys(credential).toSorted()).toEqual([
      '@context',
      'credentialSchema',
      'credentialSubject',
      'id',
      'issuer',
      'name',
      'type',
      'validFrom',
    ]);
    expect(holdsEmptyValues(credential)).toBe(false);
    expect(JSON.stringify(credential)).not.toMatch(/salt|identityHash":"(?!Ada)/);
    expect(holdsEmptyValues(composeCredential(badge()))).toBe(false);
  });

  test('moments are in UTC and whole seconds, addresses such that RDF can hold them', () => {
    const { achievement, ...rest } = badge({
      validFrom: '2026-11-20T11:30:00.987+01:00',
      validUntil: '2029-01-01T00:00:00Z',
    });
    const criteria = { url: 'https://example.org/كتاب {1}|2?q=a^b' };
    expect(composeCredential({ ...rest, achievement: { ...achievement, criteria } })).toMatchObject({
      validFrom: '2026-11-20T10:30:00Z',
      validUntil: '2029-01-01T00:00:00Z',
      credentialSubject: {
        achievement: { criteria: { id: expect.stringMatching(/^https:\/\/example\.org\/[\w%.?=]+$/) } },
      },
    });
  });

  test('texts stay as they are, but for what programs hash differently', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 }).filter(isPlain), (name) => {
        expect(composeCredential(badge({}, name))['name']).toBe(name);
      }),
    );
    expect(composeCredential(badge({}, 'a\tb\r\nc\u0000d\u007f'))['name']).toBe('a    b\nc d ');
  });

  test.each<[string, Partial<CredentialInput>, string]>([
    ['no recipient', { recipient: {} }, 'The recipient needs an id, an e-mail address or a name.'],
    [
      'no salt',
      { recipient: { email: { address: 'ada@example.org', salt: '' } } },
      "the salt of the recipient's e-mail address is missing",
    ],
    ['a moment without zone', { validFrom: '2026-11-20T10:00:00' }, 'validFrom is not a moment with its zone'],
    ['an end before the beginning', { validUntil: '2026-11-20T10:00:00Z' }, 'is not after validFrom'],
    ['a result of nothing', { results: [{ of: 'urn:uuid:other', value: '1' }] }, 'describes no result urn:uuid:other'],
    ['a relative id', { id: 'badge/1' }, "the credential's id is not an absolute address"],
    [
      'no place',
      { status: { list: 'https://badges.example.org/status/1', index: -1 } },
      '-1 is no place of a status list',
    ],
    ['half a character', { recipient: { name: 'a\ud800' } }, "the recipient's name holds half of a character"],
  ])('%s is refused, and it is said what is wrong', (_, changes, message) => {
    expect(() => composeCredential(badge(changes))).toThrow(message);
  });

  test('no criteria, no name, no description: refused', () => {
    const { achievement } = badge();
    for (const changes of [{ criteria: {} }, { criteria: { narrative: '' } }, { name: ' ' }, { description: '' }])
      expect(() => composeCredential(badge({ achievement: { ...achievement, ...changes } }))).toThrow();
  });

  test('each salt is another one', () => {
    expect(new Set(Array.from({ length: 100 }, newSalt)).size).toBe(100);
  });
});

function least(): CredentialInput {
  return {
    id: 'urn:uuid:8f3a8e0e-61a4-4cd4-8f5f-2b1a9a8f0d11',
    issuer: { id: 'did:web:badges.example.org:issuers:acme', name: 'Acme' },
    achievement: {
      id: 'urn:uuid:0cb9f5a4-5b0e-4b0f-8a51-5f0d26a5e1cb',
      name: 'Rust',
      description: 'Rust',
      criteria: { narrative: 'Pass' },
      tags: [],
      version: '',
    },
    recipient: { name: 'Ada' },
    validFrom: '2026-11-20T10:00:00Z',
    evidence: [],
  };
}

function isPlain(text: string): boolean {
  // oxlint-disable-next-line no-control-regex -- these are what is looked for
  return text.trim() !== '' && !/[\u0000-\u001f\u007f]/.test(text);
}

function holdsEmptyValues(value: Json): boolean {
  if (value === null || value === '') return true;
  if (typeof value !== 'object') return false;
  const members = Object.values(value);
  return members.length === 0 || members.some(holdsEmptyValues);
}
