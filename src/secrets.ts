import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { LaurelError } from './errors.ts';
import { told } from './told.ts';
import type { EncryptionKey } from './settings/encryption-keys.ts';

/**
 * Secrets at rest: AES-256-GCM with the keys of LAUREL_ENCRYPTION_KEYS. A sealed text is
 * `v1.<id of the key>.<nonce>.<tag>.<sealed>`, all but the id in base64url, so it tells which key opens it.
 *
 * What a secret belongs to is authenticated with it: a sealed text that was moved to another account's row does not open
 * there.
 */
export interface Keyring {
  /** Id of the key that seals; null when there is none. */
  readonly sealsWith: string | null;
  /** Whether the key of this id is here. */
  has(keyId: string): boolean;
  /**
   * @param owner what the secret belongs to; the same is needed to open it
   * @throws LaurelError ENCRYPTION_KEY_MISSING without any key
   */
  seal(secret: string, owner: readonly string[]): string;
  /** @throws LaurelError ENCRYPTION_KEY_MISSING when no key here opens it */
  open(sealed: string, owner: readonly string[]): string;
  /**
   * The stamp of a text that is given out in clear and shall be known again, by any process that has the key: `<id of the key>.<stamp>`.
   *
   * @throws LaurelError ENCRYPTION_KEY_MISSING without any key
   */
  stamp(text: string, owner: readonly string[]): string;
  /** Whether a stranger's stamp is one that was made here for this text. */
  isStamp(stamp: string, text: string, owner: readonly string[]): boolean;
}

const version = 'v1';
const nonceBytes = 12;
const tagBytes = 16;
const stampKeyBytes = 32;

/** @param keys the first seals, all of them open */
export function createKeyring(keys: readonly EncryptionKey[]): Keyring {
  const byId = new Map(keys.map((key) => [key.id, key.bytes]));
  const [first] = keys;
  return {
    sealsWith: first?.id ?? null,
    has: (keyId) => byId.has(keyId),

    seal(secret, owner) {
      if (first === undefined) throw noEncryptionKey();
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', first.bytes, nonce).setAAD(belongsTo(first.id, owner));
      const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
      const parts = [nonce, cipher.getAuthTag(), sealed].map((part) => part.toString('base64url'));
      return [version, first.id, ...parts].join('.');
    },

    open(sealed, owner) {
      const id = sealedWith(sealed);
      const bytes = byId.get(id);
      if (bytes === undefined)
        throw new LaurelError('ENCRYPTION_KEY_MISSING', [
          told`It is encrypted with the key "${id}", which is missing from LAUREL_ENCRYPTION_KEYS of this process.`,
          told`Add that key to LAUREL_ENCRYPTION_KEYS again and restart Laurel. If the key is lost, enter the provider's API key again.`,
        ]);
      const [nonce, tag, content] = sealed
        .split('.')
        .slice(2)
        .map((part) => Buffer.from(part, 'base64url'));
      try {
        if (!nonce || !tag || !content) throw new TypeError('not a sealed text');
        const decipher = createDecipheriv('aes-256-gcm', bytes, nonce, { authTagLength: tagBytes });
        decipher.setAAD(belongsTo(id, owner)).setAuthTag(tag);
        return Buffer.concat([decipher.update(content), decipher.final()]).toString('utf8');
      } catch {
        throw new LaurelError('ENCRYPTION_KEY_MISSING', [
          told`The encryption key "${id}" can't decrypt it: either this id belonged to a different key when it was encrypted, or the stored text was changed.`,
          told`Set the correct key for this id in LAUREL_ENCRYPTION_KEYS and restart Laurel, or enter the provider's API key again.`,
        ]);
      }
    },

    stamp(text, owner) {
      if (first === undefined) throw noEncryptionKey();
      return stampOf(first, text, owner);
    },

    isStamp(stamp, text, owner) {
      const id = stamp.slice(0, Math.max(0, stamp.lastIndexOf('.')));
      const bytes = byId.get(id);
      if (bytes === undefined) return false;
      const [given, right] = [stamp, stampOf({ id, bytes }, text, owner)].map((each) => Buffer.from(each));
      return (
        given !== undefined && right !== undefined && given.length === right.length && timingSafeEqual(given, right)
      );
    },
  };
}

/** With a key that is derived for it alone: whatever stamps give away of that one says nothing of the one that seals. */
function stampOf({ id, bytes }: EncryptionKey, text: string, owner: readonly string[]): string {
  const key = Buffer.from(hkdfSync('sha256', bytes, '', 'laurel stamp', stampKeyBytes));
  const stamp = createHmac('sha256', key).update(belongsTo(id, owner)).update('\0').update(text).digest('base64url');
  return `${id}.${stamp}`;
}

/** There is no encryption key at all. */
export function noEncryptionKey(): LaurelError {
  return new LaurelError('ENCRYPTION_KEY_MISSING', [
    told`LAUREL_ENCRYPTION_KEYS is not set. Without it, Laurel stores no secrets.`,
    told`Create a key with \`openssl rand -base64 32\`, set LAUREL_ENCRYPTION_KEYS=main:<key> for every Laurel process, and restart them.`,
  ]);
}

/** Id of the key that a text was sealed with; empty when it is no sealed text. */
export function sealedWith(sealed: string): string {
  const [form, id = ''] = sealed.split('.');
  return form === version ? id : '';
}

/** What is authenticated besides the secret itself. */
function belongsTo(keyId: string, owner: readonly string[]): Buffer {
  return Buffer.from(JSON.stringify(['laurel', version, keyId, ...owner]));
}
