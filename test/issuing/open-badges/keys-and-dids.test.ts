import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { didDocument, findKey } from '../../../src/issuing/open-badges/did/did-document.ts';
import { didWeb, didWebDocumentUrl } from '../../../src/issuing/open-badges/did/did-web.ts';
import { didKeyOf, selfContainedDocument } from '../../../src/issuing/open-badges/did/self-contained.ts';
import { decodeBase58, encodeBase58 } from '../../../src/issuing/open-badges/keys/base58.ts';
import { generateKey, keyPairOf } from '../../../src/issuing/open-badges/keys/keys.ts';
import { fromMultikey, toMultikey } from '../../../src/issuing/open-badges/keys/multikey.ts';
import { createIssuer } from './badges.ts';

describe('keys', () => {
  test('base58 is written as others write it, and read back', () => {
    // Test vectors of the IETF draft on base58.
    expect(encodeBase58(Buffer.from('Hello World!'))).toBe('2NEpo7TZRRrLZSi2U');
    expect(encodeBase58(Buffer.from('0000287fb4cd', 'hex'))).toBe('11233QC4');
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        expect(decodeBase58(encodeBase58(bytes))).toEqual(bytes);
      }),
    );
    for (const wrong of ['0', 'O', 'l', 'abc ', '1'.repeat(300)]) expect(decodeBase58(wrong)).toBeUndefined();
  });

  test.each(['Ed25519', 'P-256', 'RSA'] as const)('%s: a private key alone is the whole pair', async (algorithm) => {
    const pair = await generateKey(algorithm);
    expect(keyPairOf(structuredClone(pair.privateJwk))).toEqual(pair);
    expect(pair.publicJwk).not.toHaveProperty('d');
    if (algorithm === 'RSA') expect(() => toMultikey(pair.publicJwk)).toThrow('Multikey');
    else expect(fromMultikey(toMultikey(pair.publicJwk))).toEqual(pair.publicJwk);
  });

  test('what is no key is none', () => {
    // The Multikey of the specification, then the same cut short, of a kind that is not supported, and a point off the curve.
    expect(fromMultikey('z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2')).toMatchObject({ crv: 'Ed25519' });
    const offTheCurve = `z${encodeBase58(Uint8Array.from([0x80, 0x24, 2, ...Buffer.alloc(32, 0xff)]))}`;
    const secp256k1 = 'zQ3shokFTS3brHcDQrn82RUDfCZESWL1ZdCEJwekUDPQiYBme';
    for (const wrong of ['', 'z', 'z6Mk', 'u6MkrJVn', secp256k1, offTheCurve])
      expect(fromMultikey(wrong)).toBeUndefined();
    expect(() => keyPairOf({ kty: 'EC', crv: 'P-384', x: 'a', y: 'b', d: 'c' })).toThrow();
  });
});

describe('did:web', () => {
  test.each([
    [
      'https://badges.example.org',
      ['issuers', 'acme'],
      'did:web:badges.example.org:issuers:acme',
      'badges.example.org/issuers/acme',
    ],
    ['https://badges.example.org/', [], 'did:web:badges.example.org', 'badges.example.org/.well-known'],
    [
      'https://example.org/laurel/',
      ['issuers', 'a'],
      'did:web:example.org:laurel:issuers:a',
      'example.org/laurel/issuers/a',
    ],
    ['http://localhost:8080', ['issuers', 'a'], 'did:web:localhost%3A8080:issuers:a', 'localhost:8080/issuers/a'],
  ])('%s and %j are %s', (base, path, did, place) => {
    expect(didWeb(base, path)).toBe(did);
    expect(didWebDocumentUrl(did)).toBe(`https://${place}/did.json`);
  });

  test('an id that would lead elsewhere than it says leads nowhere', () => {
    const wrong = [
      'did:web:',
      'did:web::a',
      'did:web:example.org:..:a',
      'did:web:example.org:%2e%2e:a',
      'did:web:example.org::a',
      'did:web:example.org%2Fa',
      'did:web:user@example.org',
      'did:web:user%40example.org',
      'did:web:2130706433',
      'did:web:127.1',
      'did:web:example.org:a?b',
      'did:web:example.org:a#b',
      'did:web:example.org:a/b',
      'did:web:[::1]',
      'did:web:exa mple.org',
      'did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2',
    ];
    for (const did of wrong) expect(didWebDocumentUrl(did), did).toBeUndefined();
  });
});

describe('DID documents', () => {
  test('keys are listed as validators look them up; retired ones stay, revoked ones are gone', async () => {
    const { did, documentKeys } = await createIssuer();
    const [ed25519, p256, rsa] = documentKeys;
    if (!ed25519 || !p256 || !rsa) throw new Error('keys are missing');
    const document = didDocument(did, [{ ...ed25519, state: 'retired' }, p256, { ...rsa, state: 'revoked' }]);
    expect(document).toMatchObject({
      id: did,
      verificationMethod: [
        { id: `${did}#key-1`, type: 'Multikey', controller: did, publicKeyMultibase: expect.stringMatching(/^z6Mk/) },
        { id: `${did}#key-2`, type: 'JsonWebKey2020', controller: did, publicKeyJwk: p256.publicJwk },
      ],
      assertionMethod: [`${did}#key-1`, `${did}#key-2`],
    });
    expect(JSON.stringify(document)).not.toContain(rsa.publicJwk['n']);
    expect(findKey(document, `${did}#key-1`, 'assertionMethod')).toEqual({
      id: `${did}#key-1`,
      controller: did,
      publicJwk: ed25519.publicJwk,
    });
    expect(findKey(document, `${did}#key-3`, 'assertionMethod')).toMatch('may have been revoked');
    expect(findKey(document, `${did}#key-1`, 'authentication')).toMatch('authentication');
    expect(findKey(document, 'did:web:other.example.org#key-1', 'assertionMethod')).toMatch('not the one of');
  });

  test("documents of others: relative ids, keys within a purpose, another's key, a key of an unknown kind", async () => {
    const { publicJwk } = await generateKey('Ed25519');
    const publicKeyMultibase = toMultikey(publicJwk);
    const document = {
      id: 'did:web:a.example.org',
      verificationMethod: [
        { id: '#one', type: 'Multikey', controller: 'did:web:b.example.org', publicKeyMultibase },
        { id: '#two', type: 'Multikey', controller: '#', publicKeyMultibase: 'z11' },
      ],
      assertionMethod: ['#one', '#two', { id: '#three', controller: 'did:web:a.example.org', publicKeyJwk: publicJwk }],
    };
    const find = (fragment: string): unknown =>
      findKey(document, `did:web:a.example.org#${fragment}`, 'assertionMethod');
    expect(find('one')).toMatchObject({ controller: 'did:web:b.example.org', publicJwk });
    expect(find('two')).toMatch('not supported');
    expect(find('three')).toMatchObject({ publicJwk });
  });

  test('did:key and did:jwk are their own document', async () => {
    const [ed25519, p256] = await Promise.all([generateKey('Ed25519'), generateKey('P-256')]);
    const didJwkOf = (jwk: object): string => `did:jwk:${Buffer.from(JSON.stringify(jwk)).toString('base64url')}`;
    for (const [did, fragment, publicJwk] of [
      [didKeyOf(ed25519.publicJwk), didKeyOf(ed25519.publicJwk).slice(8), ed25519.publicJwk],
      [didKeyOf(p256.publicJwk), didKeyOf(p256.publicJwk).slice(8), p256.publicJwk],
      [didJwkOf(p256.publicJwk), '0', p256.publicJwk],
    ] as const) {
      const document = selfContainedDocument(did);
      expect(document && findKey(document, `${did}#${fragment}`, 'authentication')).toEqual({
        id: `${did}#${fragment}`,
        controller: did,
        publicJwk,
      });
    }
    for (const wrong of [
      'did:key:z6',
      'did:jwk:e30',
      // Whoever sees it could sign as its holder.
      didJwkOf({ ...p256.publicJwk, d: 'x' }),
      'did:jwk:%',
      'did:web:example.org',
      `did:jwk:${'a'.repeat(5000)}`,
    ])
      expect(selfContainedDocument(wrong), wrong).toBeUndefined();
  });
});
