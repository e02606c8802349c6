import type { ProviderOrigin } from '../../store/operators/connections.ts';

/** Authorization tokens of Credly stop working so many days after they were made. */
const credlyKeyDays = 180;
/** So many days before that, operators are told. */
const reminderDays = 30;

const day = 86_400_000;

/** Until when a key works, as far as its provider says. */
export interface KeyAge {
  /** First day on which it no longer works: `2026-08-29`; null when its provider sets no such day. */
  readonly expiresOn: string | null;
  readonly warning: 'expires_soon' | 'expired' | null;
}

/**
 * @param issuedOn when the provider made the key: `2026-03-02`
 * @param now days are counted in UTC
 */
export function keyAge(
  { origin, keyIssuedOn }: { readonly origin: ProviderOrigin; readonly keyIssuedOn: string },
  now: Date,
): KeyAge {
  if (origin !== 'credly') return { expiresOn: null, warning: null };
  const expires = Date.parse(keyIssuedOn) + credlyKeyDays * day;
  const expiresOn = new Date(expires).toISOString().slice(0, 10);
  const left = expires - now.getTime();
  return { expiresOn, warning: left <= 0 ? 'expired' : left <= reminderDays * day ? 'expires_soon' : null };
}
