import { setting } from './setting.ts';
import type { Setting } from './setting.ts';
import { earnerIdPrefix, text } from './values.ts';

/** The settings of how providers are told who earned a badge, and to whom nothing is issued. */
export const earnerTable = {
  LAUREL_EARNER_ID_PREFIX: setting(
    earnerIdPrefix,
    null,
    "What stands before the LMS user id where Credly and Accredible are told who earned a badge, so that sites which share an account never mean each other's learners; `none` for the bare id. Not set: a prefix of this site's own, made when its database was; none where badges were issued without one before. Badges that are outside keep theirs.",
  ),
  RETIRED_USERNAME_PREFIX: setting(
    text,
    'retired__user_',
    'How usernames of retired learners begin, as in the settings of the LMS. Nothing is issued to them.',
  ),
  RETIRED_EMAIL_PREFIX: setting(
    text,
    'retired__user_',
    'How addresses of retired learners begin, as in the settings of the LMS.',
  ),
  RETIRED_EMAIL_DOMAIN: setting(
    text,
    'retired.invalid',
    'The domain of the addresses of retired learners, as in the settings of the LMS.',
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
