import type { RetiredSettings } from '../../settings.ts';
import type { Award } from '../../store/delivery/external.ts';

/**
 * Whether a learner is retired, or has asked to be: the platform replaces the address when the account is deleted, and the
 * username some days later. Nothing is ever issued to such a name.
 */
export function isRetired(
  { retired, username, email }: Pick<Award, 'retired' | 'username' | 'email'>,
  { usernamePrefix, emailPrefix, emailDomain }: RetiredSettings,
): boolean {
  if (retired || username.toLowerCase().startsWith(usernamePrefix.toLowerCase())) return true;
  const address = email.trim().toLowerCase();
  const domain = address.slice(address.lastIndexOf('@') + 1);
  // Some sites write more behind it once the retirement is complete: `@retired.invalid.freed.7`.
  const isRetiredDomain = domain === emailDomain.toLowerCase() || domain.startsWith(`${emailDomain.toLowerCase()}.`);
  return isRetiredDomain || (address.startsWith(emailPrefix.toLowerCase()) && domain.endsWith('.invalid'));
}
