import { asList, idOf, isJsonObject } from '../json.ts';
import type { JsonObject } from '../json.ts';
import { readJwt } from '../proofs/jwt.ts';
import { decodeBits, isSet, slotsOfList } from '../status-list/bits.ts';
import { hasOtherSpelling, isWithinBounds } from './bounds.ts';
import { messageOf } from './outside.ts';
import type { Outside } from './outside.ts';
import { checkPeriod } from './period.ts';
import type { ReadBadge } from './read-badge.ts';
import { failed, notChecked, passed, Stopped } from './result.ts';
import type { Finding } from './result.ts';
import { checkSignature } from './signature.ts';

const listTypes = new Set<unknown>(['BitstringStatusListCredential', 'StatusList2021Credential']);

/** What a list has to be to say something about a badge. */
interface Expected {
  readonly issuer: string;
  readonly statusPurpose: string;
  readonly now: Date;
}

/**
 * Fetches a status list and verifies it like any credential: it has to be the issuer's own, in force, and for the purpose.
 *
 * @throws Stopped with what is wrong, or could not be checked
 */
export async function fetchList(url: string, expected: Expected, outside: Outside): Promise<Uint8Array> {
  const text = await outside.fetchText(url).catch((error: unknown) => {
    throw new Stopped(
      notChecked('statusUnreachable', `The status list ${url} could not be fetched: ${messageOf(error)}`),
    );
  });
  const list = readList(text.trim());
  if (list === undefined) throw untrusted(`${url} serves no status list.`);
  const { credential } = list;
  const subject = credential['credentialSubject'];
  const { issuer, statusPurpose, now } = expected;
  if (!asList(credential['type']).some((type) => listTypes.has(type)) || !isJsonObject(subject))
    throw untrusted(`${url} serves no status list.`);
  if (idOf(credential['issuer']) !== issuer) throw untrusted(`The status list ${url} is not the issuer's.`);
  if (credential['id'] !== undefined && credential['id'] !== url)
    throw untrusted(`${url} serves the status list of another address.`);
  if (!asList(subject['statusPurpose']).includes(statusPurpose))
    throw untrusted(`The status list ${url} is for another purpose.`);
  const { issuer: who, signature } = await checkSignature(list, now, outside);
  for (const finding of [who, signature])
    if (finding.outcome !== 'passed')
      throw new Stopped({ ...finding, code: 'statusNotTrusted', message: `The status list: ${finding.message}` });
  const period = checkPeriod(credential, now);
  if (period.outcome !== 'passed') throw untrusted(`The status list is out of date. ${period.message}`);
  return bitsOf(subject, url);
}

/** What the bit of a slot says. */
export function checkBit(bits: Uint8Array, slot: number, purpose: string): Finding {
  if (slot >= bits.length * 8) return failed('statusNotTrusted', `The status list has no place ${slot}.`);
  if (isSet(bits, slot))
    return purpose === 'suspension'
      ? failed('suspended', 'The issuer has suspended it.')
      : failed('revoked', 'The issuer has revoked it.');
  // Open edX's own lists spend a byte where a bit belongs and are too short: what they say is not what was meant.
  if (bits.length * 8 < slotsOfList)
    return notChecked('statusUnsupported', `The status list has less than ${slotsOfList} places, so it is none.`);
  return passed('notRevoked', 'The issuer has not revoked it.');
}

function readList(text: string): Extract<ReadBadge, { form: 'json' | 'jwt' }> | undefined {
  if (!text.startsWith('{')) {
    const jwt = readJwt(text);
    return jwt && isWithinBounds(jwt.credential)
      ? { form: 'jwt', container: undefined, token: text, ...jwt }
      : undefined;
  }
  try {
    const credential: unknown = JSON.parse(text);
    return isJsonObject(credential) && isWithinBounds(credential) && !hasOtherSpelling(credential)
      ? { form: 'json', container: undefined, credential }
      : undefined;
  } catch {
    return undefined;
  }
}

function bitsOf({ encodedList }: JsonObject, url: string): Uint8Array {
  try {
    return decodeBits(typeof encodedList === 'string' ? encodedList : '');
  } catch {
    throw untrusted(`The status list ${url} can't be decoded.`);
  }
}

function untrusted(message: string): Stopped {
  return new Stopped(failed('statusNotTrusted', message));
}
