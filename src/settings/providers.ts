import { environmentOf } from './environments.ts';
import type { SettingName, SettingValues } from './table.ts';

const keyDates = 'BADGES_CONFIG.credly.KEY_DATES';
const organizations = 'BADGES_CONFIG.credly.ORGANIZATIONS';

/** Credly, as its settings have it. */
export function composeCredly(values: SettingValues) {
  return {
    ...environmentOf(
      values['BADGES_CONFIG.credly.USE_SANDBOX'],
      {
        api: values['BADGES_CONFIG.credly.CREDLY_API_BASE_URL'],
        web: values['BADGES_CONFIG.credly.CREDLY_BASE_URL'],
      },
      {
        api: values['BADGES_CONFIG.credly.CREDLY_SANDBOX_API_BASE_URL'],
        web: values['BADGES_CONFIG.credly.CREDLY_SANDBOX_BASE_URL'],
      },
    ),
    organizations: values[organizations],
    keyDates: values[keyDates],
  };
}

/** Accredible, as its settings have it. */
export function composeAccredible(values: SettingValues) {
  return {
    ...environmentOf(
      values['BADGES_CONFIG.accredible.USE_SANDBOX'],
      {
        api: withoutVersion(values['BADGES_CONFIG.accredible.ACCREDIBLE_API_BASE_URL']),
        web: values['BADGES_CONFIG.accredible.ACCREDIBLE_BASE_URL'],
      },
      {
        api: withoutVersion(values['BADGES_CONFIG.accredible.ACCREDIBLE_SANDBOX_API_BASE_URL']),
        web: values['BADGES_CONFIG.accredible.ACCREDIBLE_SANDBOX_BASE_URL'],
      },
    ),
    accounts: values['BADGES_CONFIG.accredible.ACCOUNTS'],
  };
}

/** Every date is of a key that the settings have: one of another organization is a slip of the pen. */
export function checkProviders(values: SettingValues, mistaken: ReadonlySet<SettingName>): string[] {
  if (mistaken.has(organizations) || mistaken.has(keyDates)) return [];
  return [...values[keyDates].keys()]
    .filter((organization) => !values[organizations].has(organization))
    .map(
      (organization) =>
        `${keyDates}: has a date for ${organization}, of which ORGANIZATIONS has no key. Correct or remove it; of keys ` +
        'that were entered in Laurel the connection has the date.',
    );
}

function withoutVersion(base: string): string {
  return base.replace(/\/v1\/$/, '/');
}
