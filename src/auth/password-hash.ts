import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { verifyPassword as verifyFormer } from 'better-auth/crypto';
import pLimit from 'p-limit';

/** What one hash costs: 2^logN * r * 128 bytes for the time of it, and p times the work. */
export interface HashCost {
  readonly logN: number;
  readonly r: number;
  readonly p: number;
}

/** How passwords are hashed and compared. */
export interface PasswordHashing {
  /** The hash of a password: `$scrypt$ln=16,r=8,p=2$<salt>$<hash>`, both in base64. */
  hash(password: string): Promise<string>;
  /** Compares a password with its hash, in the time of one hash whatever the form of that hash is. */
  verify(known: { readonly hash: string; readonly password: string }): Promise<boolean>;
  /** Whether a hash was made in another way than today's, and is to be made anew when its password is known. */
  isOutdated(hash: string): boolean;
  /** Whether so many passwords wait to be compared that another one had better come later. */
  isBusy(): boolean;
}

/**
 * As OWASP advises (Password Storage Cheat Sheet, 2025): N = 2^16, r = 8, p = 2, which takes 64 MiB for the time of one hash.
 * The parameters stand in front of each hash, so that they can grow.
 */
const advisedCost: HashCost = { logN: 16, r: 8, p: 2 };
const keyBytes = 32;
const saltBytes = 16;
/** What Node may take for one hash; scrypt itself needs 128 * N * r bytes. */
const mostMemory = 256 * 2 ** advisedCost.logN * advisedCost.r;

/**
 * So many hashes at a time: each takes a thread of Node's few and 64 MiB, and whoever only sends wrong passwords shall not
 * hold up what else needs threads and memory.
 */
const atATime = 2;
/** More waiting than this are a flood; a hash takes some tenths of a second. */
const mostWaiting = 40;

/**
 * Hashes with scrypt.
 *
 * @param cost of new hashes; tests that are about something else take less
 */
export function createPasswordHashing(cost: HashCost): PasswordHashing {
  const queue = pLimit(atATime);
  const prefix = `$scrypt$ln=${cost.logN},r=${cost.r},p=${cost.p}$`;
  const derive = (password: string, salt: Buffer, own: HashCost): Promise<Buffer> =>
    queue(() => deriveKey(password, salt, own));
  const hash: PasswordHashing['hash'] = async (password) => {
    const salt = randomBytes(saltBytes);
    const key = await derive(password, salt, cost);
    return `${prefix}${salt.toString('base64')}$${key.toString('base64')}`;
  };
  return {
    hash,
    async verify(known) {
      const parsed = form.exec(known.hash);
      if (parsed === null) {
        // Of the form before this one, which was cheaper: whoever measures shall not learn that the account is an old one.
        const [right] = await Promise.all([verifyFormer(known).catch(() => false), hash(known.password)]);
        return right;
      }
      const [, logN, r, p, salt = '', expected = ''] = parsed;
      const own = { logN: Number(logN), r: Number(r), p: Number(p) };
      const key = await derive(known.password, Buffer.from(salt, 'base64'), own);
      const wanted = Buffer.from(expected, 'base64');
      return key.length === wanted.length && timingSafeEqual(key, wanted);
    },
    isOutdated: (old) => !old.startsWith(prefix),
    isBusy: () => queue.pendingCount >= mostWaiting,
  };
}

/** That of this process. */
export const passwordHashing = createPasswordHashing(advisedCost);

const form = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]+=*)\$([A-Za-z0-9+/]+=*)$/;

function deriveKey(password: string, salt: Buffer, { logN, r, p }: HashCost): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // Typed on another keyboard, the same letters can be other code points (NIST SP 800-63B, 3.1.1.2).
    const text = password.normalize('NFKC');
    scrypt(text, salt, keyBytes, { N: 2 ** logN, r, p, maxmem: mostMemory }, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });
}
