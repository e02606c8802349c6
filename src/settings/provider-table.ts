import { setting } from './setting.ts';
import type { Setting } from './setting.ts';
import { baseUrl, boolean, datesByAccount, keysByAccount } from './values.ts';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The settings of Credly and Accredible: where they are, and the accounts with their keys. */
export const providerTable = {
  'BADGES_CONFIG.credly.USE_SANDBOX': setting(boolean, 'false', 'Whether Credly calls go to the sandbox URLs.'),
  'BADGES_CONFIG.credly.CREDLY_BASE_URL': setting(
    baseUrl,
    'https://credly.com/',
    "Credly's web URL, for links from templates.",
  ),
  'BADGES_CONFIG.credly.CREDLY_API_BASE_URL': setting(baseUrl, 'https://api.credly.com/v1/', "Credly's API."),
  'BADGES_CONFIG.credly.CREDLY_SANDBOX_BASE_URL': setting(
    baseUrl,
    'https://sandbox.credly.com/',
    "Web URL of Credly's sandbox, for links from templates while the sandbox is in use.",
  ),
  'BADGES_CONFIG.credly.CREDLY_SANDBOX_API_BASE_URL': setting(
    baseUrl,
    'https://sandbox-api.credly.com/v1/',
    "Credly's sandbox API.",
  ),
  'BADGES_CONFIG.credly.ORGANIZATIONS': setting(
    keysByAccount(uuid, 'an organization UUID', (name) => name.toLowerCase()),
    {},
    'Credly organizations: UUID to API key.',
    'secret',
  ),
  'BADGES_CONFIG.credly.KEY_DATES': setting(
    datesByAccount(uuid, 'an organization UUID', (name) => name.toLowerCase()),
    {},
    'When each API key in ORGANIZATIONS was created: UUID to date, such as 2026-03-02. Keys expire after 180 days; Laurel warns in time if it knows the date.',
  ),
  'BADGES_CONFIG.accredible.USE_SANDBOX': setting(boolean, 'false', 'Whether Accredible calls go to the sandbox URLs.'),
  'BADGES_CONFIG.accredible.ACCREDIBLE_BASE_URL': setting(
    baseUrl,
    'https://dashboard.accredible.com/',
    "URL of Accredible's dashboard, for links from templates.",
  ),
  'BADGES_CONFIG.accredible.ACCREDIBLE_API_BASE_URL': setting(
    baseUrl,
    'https://api.accredible.com/v1/',
    "Accredible's API, with or without `v1/`.",
  ),
  'BADGES_CONFIG.accredible.ACCREDIBLE_SANDBOX_BASE_URL': setting(
    baseUrl,
    'https://sandbox.dashboard.accredible.com/',
    "URL of Accredible's sandbox dashboard, for links from templates while the sandbox is in use.",
  ),
  'BADGES_CONFIG.accredible.ACCREDIBLE_SANDBOX_API_BASE_URL': setting(
    baseUrl,
    'https://sandbox.api.accredible.com/v1/',
    "Accredible's sandbox API, with or without `v1/`.",
  ),
  'BADGES_CONFIG.accredible.ACCOUNTS': setting(
    keysByAccount(/^[a-z0-9][a-z0-9_-]{0,63}$/i, 'a name of letters, digits, - and _'),
    {},
    'Accredible accounts: a name of your choice to API key. Badge templates name the account.',
    'secret',
  ),
} as const satisfies Record<string, Setting<unknown>>;
