import { createHash, randomBytes } from 'node:crypto';
import type { JsonObject } from '../json.ts';
import type { Recipient } from './input.ts';
import { absolute, compact, CredentialInputError, required } from './values.ts';

const saltBytes = 16;

/** A salt for the address of one recipient in one badge. */
export function newSalt(): string {
  return randomBytes(saltBytes).toString('hex');
}

/**
 * The hash of an e-mail address as Open Badges writes it. The address is taken in small letters, as all issuers do: whoever
 * compares an address with it does the same.
 */
export function identityHash(address: string, salt: string): string {
  return `sha256$${createHash('sha256')
    .update(address.trim().toLowerCase() + salt, 'utf8')
    .digest('hex')}`;
}

/** What the credential says of who earned it: the id, and identifiers by which a verifier can tell the person. */
export function composeRecipient({ id, email, name }: Recipient): JsonObject {
  if (id === undefined && email === undefined && name === undefined)
    throw new CredentialInputError('The recipient needs an id, an e-mail address or a name.');
  const identifiers: JsonObject[] = [];
  if (email !== undefined) {
    const salt = required(email.salt, "the salt of the recipient's e-mail address");
    const hash = identityHash(required(email.address, "the recipient's e-mail address"), salt);
    identifiers.push(identity('emailAddress', hash, salt));
  }
  if (name !== undefined) identifiers.push(identity('name', required(name, "the recipient's name")));
  return compact({
    id: id === undefined ? undefined : absolute(id, "the recipient's id"),
    type: ['AchievementSubject'],
    identifier: identifiers,
  });
}

function identity(identityType: string, value: string, salt?: string): JsonObject {
  return compact({ type: 'IdentityObject', identityType, hashed: salt !== undefined, salt, identityHash: value });
}
