import { SignJWT } from 'jose';
import { credentialsContextUrl } from '../contexts/vendored.ts';
import { absolute, moment } from '../credential/values.ts';
import type { JsonObject } from '../json.ts';
import { privateKeyOf } from '../keys/keys.ts';
import type { SigningKey } from '../proofs/data-integrity.ts';
import { encodeBits, encodeTokenBits } from './bits.ts';
import type { StatusBits } from './bits.ts';

/** A status list at a moment. */
export interface StatusListInput {
  /** Where it is served, and what badges name it by. */
  readonly url: string;
  /** The did:web of the issuer of its badges: verifiers refuse a list of another. */
  readonly issuer: string;
  readonly bits: StatusBits;
  readonly validFrom: string;
  /** It has to be signed again before. */
  readonly validUntil: string;
  /** How long verifiers may keep it, in milliseconds. */
  readonly ttlMs?: number;
}

/**
 * Makes the credential of a list (BitstringStatusListCredential), to be signed as any credential is. The purpose is a text, not a
 * list of one: verifiers compare it so.
 */
export function composeStatusList({ url, issuer, bits, validFrom, validUntil, ttlMs }: StatusListInput): JsonObject {
  const id = absolute(url, "the status list's URL");
  return {
    '@context': [credentialsContextUrl],
    id,
    type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    issuer,
    validFrom: moment(validFrom, 'validFrom'),
    validUntil: moment(validUntil, 'validUntil'),
    credentialSubject: {
      id: `${id}#list`,
      type: 'BitstringStatusList',
      statusPurpose: 'revocation',
      encodedList: encodeBits(bits),
      ...(ttlMs !== undefined && { ttl: ttlMs }),
    },
  };
}

/**
 * Signs the same list as an IETF status list token, by which badges in SD-JWT form are checked: their verifiers know no other. It names
 * no issuer (`iss`), for badges of one list name theirs by its DID or by its address; the key has the same name in the documents of both.
 *
 * @param key on P-256
 */
export async function signTokenStatusList(list: Omit<StatusListInput, 'issuer'>, key: SigningKey): Promise<string> {
  const { url, bits, validFrom, validUntil, ttlMs } = list;
  return new SignJWT({
    status_list: { bits: 1, lst: encodeTokenBits(bits) },
    ...(ttlMs !== undefined && { ttl: Math.max(1, Math.floor(ttlMs / 1000)) }),
  })
    .setProtectedHeader({ alg: 'ES256', typ: 'statuslist+jwt', kid: key.verificationMethod })
    .setSubject(absolute(url, "the status list's URL"))
    .setIssuedAt(new Date(validFrom))
    .setExpirationTime(new Date(validUntil))
    .sign(privateKeyOf(key.privateJwk));
}
