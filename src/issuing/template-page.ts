import type { Holder } from '../rules/template.ts';
import type { AccountSettings } from './accounts/account-keys.ts';

/** Where people look after a template at its provider; null for Laurel's own. */
export function providerPage(holder: Holder, { credly, accredible }: AccountSettings): string | null {
  switch (holder.origin) {
    case 'openedx':
      return null;
    case 'credly':
      return below(
        credly.webBaseUrl,
        `mgmt/organizations/${encodeURIComponent(holder.organization)}/badges/templates/${encodeURIComponent(holder.template)}/details`,
      );
    case 'accredible':
      return below(accredible.webBaseUrl, `issuer/dashboard/group/${holder.group}/information-and-appearance`);
  }
}

function below(base: string | undefined, path: string): string | null {
  return base === undefined ? null : new URL(path, base).href;
}
