import { createHash } from 'node:crypto';
import { asList, isJsonObject } from '../json.ts';
import type { Json, JsonObject } from '../json.ts';
import { failed, notChecked, passed } from './result.ts';
import type { Finding } from './result.ts';

/** Whether the badge was given to who has an e-mail address. Issuers differ in whether they hash it in small letters. */
export function checkRecipient(credential: JsonObject, address: string): Finding {
  const subject = credential['credentialSubject'];
  const identities = asList(isJsonObject(subject) ? subject['identifier'] : undefined).filter(isJsonObject);
  const emails = identities.filter(({ identityType }) => identityType === 'emailAddress');
  if (emails.length === 0)
    return notChecked('recipientUnknown', 'The badge does not say to which e-mail address it was given.');
  const given = address.trim();
  return emails.some((email) => [given, given.toLowerCase()].some((each) => isSame(email, each)))
    ? passed('recipientMatches', 'It was given to this e-mail address.')
    : failed('recipientDiffers', 'It was given to another e-mail address.');
}

function isSame({ hashed, identityHash, salt }: JsonObject, address: string): boolean {
  if (hashed !== true) return typeof identityHash === 'string' && identityHash.toLowerCase() === address.toLowerCase();
  return identityHash === hash(address, salt);
}

function hash(address: string, salt: Json | undefined): string {
  const salted = address + (typeof salt === 'string' ? salt : '');
  return `sha256$${createHash('sha256').update(salted, 'utf8').digest('hex')}`;
}
