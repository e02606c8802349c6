import { randomInt } from 'node:crypto';
import { gzipSync, inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { compactVerify, decodeJwt, decodeProtectedHeader } from 'jose';
import { expect, test } from 'vitest';
import { publicKeyOf } from '../../../src/issuing/open-badges/keys/keys.ts';
import { signCredential } from '../../../src/issuing/open-badges/proofs/data-integrity.ts';
import {
  badgesOfList,
  decodeBits,
  drawSlot,
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

test('bit 0 is the left-most, bit 131,071 the last; each is set from both ends of its byte, and no other is', () => {
  const bits = statusBits([0, 5, 131_071]);
  expect([bits.length, bits[0], bits.at(-1)]).toEqual([16_384, 0b1010_0101, 0b1000_0001]);
  fc.assert(
    fc.property(slots, slots, (revoked, others) => {
      const read = decodeBits(encodeBits(statusBits(revoked)));
      const either = (slot: number): boolean => revoked.includes(slot) || revoked.includes(fromRight(slot));
      for (const slot of [...revoked, ...others]) expect(isSet(read, slot)).toBe(either(slot));
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
  const bits = inflateSync(Buffer.from(encodeTokenBits(new Uint8Array([0b1000_0100, 1])), 'base64url'));
  expect([...bits]).toEqual([0b0010_0001, 0b1000_0000]);
});

test('no two badges meet, from whichever end bits are counted, and every slot can be drawn', () => {
  const drawn = Array.from({ length: badgesOfList }, (_, number) => drawSlot(() => number));
  expect(new Set(drawn.flatMap((slot) => [slot, fromRight(slot)])).size).toBe(slotsOfList);
  expect([drawn[0], Math.max(...drawn)]).toEqual([0, 131_067]);
  expect(new Set(Array.from({ length: 200 }, () => drawSlot(randomInt))).size).toBeGreaterThan(190);
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
  const claims = decodeJwt(token);
  expect(claims).toMatchObject({ sub: list.url, ttl: 300, status_list: { bits: 1 } });
  expect(claims).not.toHaveProperty('iss');
});

/** The place of the bit for who counts the bits of a byte from its right end. */
function fromRight(slot: number): number {
  return slot - (slot % 8) + (7 - (slot % 8));
}
