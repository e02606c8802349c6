import { randomBytes } from 'node:crypto';
import type { Keyring } from '../../secrets.ts';
import type { Issuer } from '../../store/open-badges/issuers.ts';

/** So long a wallet has from its nonce to its request: somebody may be asked for a PIN in between. */
export const nonceSeconds = 300;
const randomByteCount = 16;
const mostCharacters = 300;

/**
 * Nonces that are kept nowhere: anybody may ask for any number of them. Each says when it was made, and carries the stamp of this
 * site. That each counts once, the database sees to when one is used.
 */
export interface Nonces {
  make(issuer: Pick<Issuer, 'slug'>, now: Date): string;
  /** Whether it was made here, for this issuer, and not too long ago. */
  isFresh(nonce: string, issuer: Pick<Issuer, 'slug'>, now: Date): boolean;
}

export function createNonces(keyring: Keyring): Nonces {
  const ownerOf = ({ slug }: Pick<Issuer, 'slug'>): readonly string[] => ['wallet nonce', slug];
  return {
    make(issuer, now) {
      const text = `${seconds(now).toString(36)}.${randomBytes(randomByteCount).toString('base64url')}`;
      return `${text}.${keyring.stamp(text, ownerOf(issuer))}`;
    },
    isFresh(nonce, issuer, now) {
      const [, text = '', made = '', stamp = ''] = /^(([0-9a-z]{1,9})\.[\w-]{22})\.(.+)$/.exec(nonce) ?? [];
      if (text === '' || nonce.length > mostCharacters || !keyring.isStamp(stamp, text, ownerOf(issuer))) return false;
      const age = seconds(now) - Number.parseInt(made, 36);
      // Another process of this site may be ahead by a little.
      return age >= -nonceSeconds && age <= nonceSeconds;
    },
  };
}

function seconds(moment: Date): number {
  return Math.floor(moment.getTime() / 1000);
}
