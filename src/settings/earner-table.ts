import { setting } from './setting.ts';
import type { Setting } from './setting.ts';
import { earnerIdPrefix, text } from './values.ts';

/** The settings of how providers are told who earned a badge, and to whom nothing is issued. */
export const earnerTable = {
  LAUREL_EARNER_ID_PREFIX: setting(
    earnerIdPrefix,
    null,
    "Prefix for the LMS user id in the earner ids sent to Credly and Accredible, so that sites that share an account never mix up their learners; `none` for the id without a prefix. If not set, Laurel uses a prefix created with this site's database, or none if badges were already issued without one. Issued badges keep theirs.",
  ),
  RETIRED_USERNAME_PREFIX: setting(
    text,
    'retired__user_',
    "Prefix of retired learners' user names, as in the LMS settings. No badges are issued to retired learners.",
  ),
  RETIRED_EMAIL_PREFIX: setting(
    text,
    'retired__user_',
    "Prefix of retired learners' e-mail addresses, as in the LMS settings.",
  ),
  RETIRED_EMAIL_DOMAIN: setting(
    text,
    'retired.invalid',
    "Domain of retired learners' e-mail addresses, as in the LMS settings.",
  ),
} as const satisfies Record<string, Setting<unknown>>;

/** How the names of retired learners look, from what was read. */
export function composeRetired(values: {
  readonly RETIRED_USERNAME_PREFIX: string;
  readonly RETIRED_EMAIL_PREFIX: string;
  readonly RETIRED_EMAIL_DOMAIN: string;
}): { readonly usernamePrefix: string; readonly emailPrefix: string; readonly emailDomain: string } {
  return {
    usernamePrefix: values.RETIRED_USERNAME_PREFIX,
    emailPrefix: values.RETIRED_EMAIL_PREFIX,
    emailDomain: values.RETIRED_EMAIL_DOMAIN,
  };
}
