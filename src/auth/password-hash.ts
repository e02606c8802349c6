import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { verifyPassword as verifyFormer } from 'better-auth/crypto';
import pLimit from 'p-limit';

/**
 * scrypt as OWASP advises (Password Storage Cheat Sheet, 2025): N = 2^16, r = 8, p = 2, which takes 64 MiB for the time of one
 * hash. The parameters stand in front of each hash, so that they can grow.
 */
const cost = { logN: 16, r: 8, p: 2 };
const keyBytes = 32;
const saltBytes = 16;
/** What Node may take for one hash; scrypt itself needs 128 * N * r bytes. */
const mostMemory = 256 * 2 ** cost.logN * cost.r;

/**
 * So many hashes at a time: each takes a thread of Node's few and 64 MiB, and whoever only sends wrong passwords shall not
 * hold up what else needs threads and memory.
 */
const queue = pLimit(2);
/** More waiting than this are a flood; a hash takes some tenths of a second. */
const mostWaiting = 40;

/** Whether so many passwords wait to be compared that another one had better come later. */
export function isHashingBusy(): boolean {
  return queue.pendingCount >= mostWaiting;
}

/** The hash of a password: `$scrypt$ln=16,r=8,p=2$<salt>$<hash>`, both in base64. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(saltBytes);
  const key = await derive(password, salt, cost);
  return `$scrypt$ln=${cost.logN},r=${cost.r},p=${cost.p}$${salt.toString('base64')}$${key.toString('base64')}`;
}

/** Compares a password with its hash, in the time of one hash whatever the form of that hash is. */
export async function verifyPassword({
  hash,
  password,
}: {
  readonly hash: string;
  readonly password: string;
}): Promise<boolean> {
  const parsed = form.exec(hash);
  if (parsed === null) {
    // Of the form before this one, which was cheaper: whoever measures shall not learn that the account is an old one.
    const [right] = await Promise.all([verifyFormer({ hash, password }).catch(() => false), hashPassword(password)]);
    return right;
  }
  const [, logN, r, p, salt = '', expected = ''] = parsed;
  const key = await derive(password, Buffer.from(salt, 'base64'), { logN: Number(logN), r: Number(r), p: Number(p) });
  const wanted = Buffer.from(expected, 'base64');
  return key.length === wanted.length && timingSafeEqual(key, wanted);
}

const form = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]+=*)\$([A-Za-z0-9+/]+=*)$/;

/** Whether a hash was made in another way than today's, and is to be made anew when its password is known. */
export function isOutdated(hash: string): boolean {
  return !hash.startsWith(`$scrypt$ln=${cost.logN},r=${cost.r},p=${cost.p}$`);
}

function derive(password: string, salt: Buffer, { logN, r, p }: typeof cost): Promise<Buffer> {
  return queue(
    () =>
      new Promise<Buffer>((resolve, reject) => {
        // Typed on another keyboard, the same letters can be other code points (NIST SP 800-63B, 3.1.1.2).
        const text = password.normalize('NFKC');
        scrypt(text, salt, keyBytes, { N: 2 ** logN, r, p, maxmem: mostMemory }, (error, key) => {
          if (error) reject(error);
          else resolve(key);
        });
      }),
  );
}
