import { randomInt } from 'node:crypto';
import { gzipSync, inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { compactVerify, decodeJwt, decodeProtectedHeader } from 'jose';
import { expect, test } from 'vitest';
import { publicKeyOf } from '../../../src/issuing/open-badges/keys/keys.ts';
import { signCredential } from '../../../src/issuing/open-badges/proofs/data-integrity.ts';
import {
  chooseSlot,
  decodeBits,
  encodeBits,
  encodeTokenBits,
  isSet,
  noStatusBits,
  slotsOfList,
  statusBits,
} from '../../../src/issuing/open-badges/status-list/bits.ts';
import { composeStatusList, signTokenStatusList } from '../../../src/issuing/open-badges/status-list/status-list.ts';
import { createIssuer, signedAt } from './badges.ts';

const slots = fc.uniqueArray(fc.integer({ min: 0, max: slotsOfList - 1 }), { maxLength: 50 });

test('bit 0 is the left-most, bit 131,071 the last: exactly the revoked ones are set', () => {
  const bits = statusBits([0, 5, 131_071]);
  expect([bits.length, bits[0], bits.at(-1)]).toEqual([16_384, 0b1000_0100, 0b0000_0001]);
  fc.assert(
    fc.property(slots, slots, (revoked, others) => {
      const read = decodeBits(encodeBits(statusBits(revoked)));
      for (const slot of [...revoked, ...others]) expect(isSet(read, slot)).toBe(revoked.includes(slot));
    }),
    { numRuns: 20 },
  );
  for (const slot of [-1, 131_072, 0.5, Number.NaN]) {
    expect(() => statusBits([slot])).toThrow('has no slot');
    expect(() => isSet(bits, slot)).toThrow('has no slot');
  }
});

test('a list that is none, or a bomb, is refused', () => {
  expect(encodeBits(noStatusBits())).toMatch(/^uH4sI[\w-]+$/);
  expect(encodeBits(noStatusBits()).length).toBeLessThan(100);
  const bomb = `u${gzipSync(Buffer.alloc(20 * 1024 * 1024)).toString('base64url')}`;
  for (const wrong of ['', 'u', 'uAAAA', bomb]) expect(() => decodeBits(wrong)).toThrow();
});

test('in a token for SD-JWTs the bits of each byte go the other way', () => {
  const bits = inflateSync(Buffer.from(encodeTokenBits(statusBits([0, 5, 131_071])), 'base64url'));
  expect([bits.length, bits[0], bits.at(-1)]).toEqual([16_384, 0b0010_0001, 0b1000_0000]);
});

test('a slot is chosen among the free ones, each as likely, until none is left', () => {
  const taken = new Uint8Array([0b1111_1110, 0b0111_1111]);
  expect([chooseSlot(taken, () => 0), chooseSlot(taken, () => 1)]).toEqual([7, 8]);
  expect(chooseSlot(new Uint8Array([255, 255]), randomInt)).toBeUndefined();
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 4, maxLength: 4 }), fc.nat(), (bits, number) => {
      const slot = chooseSlot(bits, (below) => number % below);
      if (slot !== undefined) expect(isSet(bits, slot)).toBe(false);
      else expect(bits).toEqual(new Uint8Array([255, 255, 255, 255]));
    }),
  );
  const chosen = Array.from({ length: 200 }, () => chooseSlot(noStatusBits(), randomInt));
  expect(new Set(chosen).size).toBeGreaterThan(190);
});

test('the list is a credential of the issuer, in both of its forms', async () => {
  const issuer = await createIssuer();
  const list = {
    url: 'https://badges.example.org/status/1',
    issuer: issuer.did,
    bits: statusBits([5]),
    validFrom: '2026-11-20T10:00:00Z',
    validUntil: '2026-11-27T10:00:00Z',
    ttlMs: 300_000,
  };
  const signed = await signCredential(composeStatusList(list), issuer.key('Ed25519'), signedAt);
  expect(signed).toMatchObject({
    id: list.url,
    type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    issuer: issuer.did,
    validUntil: '2026-11-27T10:00:00Z',
    credentialSubject: { type: 'BitstringStatusList', statusPurpose: 'revocation', ttl: 300_000 },
    proof: [{ cryptosuite: 'eddsa-rdfc-2022' }],
  });
  const token = await signTokenStatusList(list, issuer.key('P-256'));
  await compactVerify(token, publicKeyOf(issuer.key('P-256').publicJwk));
  expect(decodeProtectedHeader(token)).toEqual({ alg: 'ES256', typ: 'statuslist+jwt', kid: `${issuer.did}#key-2` });
  expect(decodeJwt(token)).toMatchObject({ sub: list.url, ttl: 300, status_list: { bits: 1 } });
});
