import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { cookieValue } from './cookie-value.ts';

/**
 * A cookie that says: from this browser somebody has signed in to this account before. It lets nobody in. Attempts that come
 * with it are counted apart, so that whoever guesses from elsewhere can't lock the owner out (OWASP, "Device cookies").
 */
export interface DeviceCookies {
  /** What names this browser among the account's attempts; null when it has not signed in to the account before. */
  deviceOf(cookieHeader: string | null, account: string): string | null;
  /** The Set-Cookie of a browser that has just signed in to the account. */
  issue(account: string): string;
}

const yearSeconds = 365 * 24 * 60 * 60;

/**
 * @param secret LAUREL_SECRET; another one makes all browsers strangers
 * @param secure whether the pages are reached over https
 */
export function createDeviceCookies(secret: string, secure: boolean): DeviceCookies {
  const name = `${secure ? '__Secure-' : ''}laurel.device`;
  const key = createHmac('sha256', secret).update('laurel device cookie').digest();
  const sign = (account: string, device: string): string =>
    createHmac('sha256', key)
      .update(JSON.stringify([account, device]))
      .digest('base64url');

  return {
    deviceOf(cookieHeader, account) {
      const [device = '', signature = ''] = cookieValue(cookieHeader, name).split('.');
      return device !== '' && isSame(signature, sign(account, device)) ? device : null;
    },
    issue(account) {
      const device = randomBytes(16).toString('base64url');
      const attributes = `Max-Age=${yearSeconds}; Path=/api/auth; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
      return `${name}=${device}.${sign(account, device)}; ${attributes}`;
    },
  };
}

function isSame(one: string, other: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
