import { roleNames } from '../roles.ts';
import { setting } from './setting.ts';
import type { Setting } from './setting.ts';
import { publicJwkSet, rootUrl, siteUrl, siteUrls } from './sign-in-values.ts';
import { boolean, oneOf, text, wholeNumber } from './values.ts';

/** The settings of serving the API and the pages, and of signing in: a part of the table in table.ts. */
export const signInTable = {
  LAUREL_HTTP_HOST: setting(text, '127.0.0.1', 'Address on which the API and the pages are served.'),
  LAUREL_HTTP_PORT: setting(wholeNumber(0, 65_535), '8760', 'Port of the API and the pages; 0 picks a free one.'),
  LAUREL_PUBLIC_URL: setting(
    siteUrl,
    null,
    'Public URL of the pages and of badges that Laurel issues itself: `https://badges.example.org`, without a path. Default: `http://localhost:<port>`. With https, cookies are sent over https only.',
    'url',
  ),
  LAUREL_SECRET: setting(
    text,
    null,
    'Signs session cookies; at least 32 characters, the same in every process that serves (`openssl rand -hex 32`). Changing it ends all sessions.',
    'secret',
  ),
  LAUREL_SESSION_IDLE_MINUTES: setting(
    wholeNumber(5, 525_600),
    '10080',
    'Minutes of inactivity after which people have to sign in again; 10080 is a week. Background requests of the pages do not count as activity.',
  ),
  LAUREL_SESSION_DAYS: setting(
    wholeNumber(1, 365),
    '30',
    'Days after which people have to sign in again, even if they are active.',
  ),
  LAUREL_PASSWORD_LINK_HOURS: setting(
    wholeNumber(1, 720),
    '72',
    'Hours for which an invitation or a link to set a new password is valid. Each link works once.',
  ),
  LAUREL_TRUST_PROXY: setting(
    boolean,
    'false',
    'Whether Laurel runs behind a proxy that sets X-Forwarded-For. If so, rate limits use the last address in it. Leave it off without such a proxy: otherwise clients could choose their own address.',
  ),
  LAUREL_HTTP_REQUESTS_PER_MINUTE: setting(
    wholeNumber(1, 10_000_000),
    '1200',
    'Requests per minute and client address to the API and the pages, per process. Signing in and the webhook have their own limits.',
  ),
  SOCIAL_AUTH_EDX_OAUTH2_KEY: setting(
    text,
    null,
    "Client id of the LMS's OAuth application, which needs the scope `user_id`. If not set, signing in with the LMS is off.",
  ),
  SOCIAL_AUTH_EDX_OAUTH2_SECRET: setting(text, null, 'Client secret of that application.', 'secret'),
  SOCIAL_AUTH_EDX_OAUTH2_URL_ROOT: setting(rootUrl, null, 'URL of the LMS for requests from Laurel.', 'url'),
  SOCIAL_AUTH_EDX_OAUTH2_PUBLIC_URL_ROOT: setting(
    rootUrl,
    null,
    'URL of the LMS for browsers. Default: SOCIAL_AUTH_EDX_OAUTH2_URL_ROOT.',
    'url',
  ),
  SOCIAL_AUTH_EDX_OAUTH2_ISSUER: setting(
    text,
    null,
    "Expected issuer (`iss`) of the LMS's access tokens. Default: the public URL of the LMS followed by `/oauth2`.",
  ),
  SOCIAL_AUTH_EDX_OAUTH2_LOGOUT_URL: setting(
    rootUrl,
    null,
    'Where people go after signing out. Default: the public URL of the LMS followed by `/logout`.',
    'url',
  ),
  JWT_PUBLIC_SIGNING_JWK_SET: setting(
    publicJwkSet,
    null,
    "The LMS's public keys, a JWK set, for access tokens signed with RS512. Not shown, because it could contain a private key by mistake.",
    'secret',
  ),
  LAUREL_LMS_JWT_SECRET: setting(
    text,
    null,
    "The LMS's JWT_SECRET_KEY, for older sites that sign access tokens with HS256.",
    'secret',
  ),
  LAUREL_LMS_JWT_AUDIENCE: setting(text, null, "The audience that access tokens must name: the LMS's JWT_AUDIENCE."),
  LAUREL_LMS_STAFF_ROLE: setting(
    oneOf(roleNames),
    null,
    'Role of LMS staff (claim `administrator`), until a Laurel admin assigns another. If not set, they get no role.',
  ),
  LAUREL_LMS_SUPERUSER_ROLE: setting(
    oneOf(roleNames),
    null,
    'The same for LMS superusers (claim `superuser`). They are often staff too; this role takes precedence.',
  ),
  RETIREMENT_SERVICE_WORKER_USERNAME: setting(
    text,
    null,
    "User name of the LMS's retirement worker, as in the LMS settings: its retirement pipeline may retire learners here with its own token. If not set, retiring needs an API key with the role `retirement`.",
  ),
  LAUREL_LEARNER_RECORD_ORIGINS: setting(
    siteUrls,
    null,
    "Comma-separated URLs of micro-frontends that may add badges to wallets, such as the learner record of Open edX (frontend-app-learner-record): `https://apps.lms.example.org`. They identify the learner by the LMS's cookies. If not set, none may.",
  ),
  LAUREL_LMS_ROLE_DAYS: setting(
    wholeNumber(1, 365),
    '7',
    'Days that a role given by the LMS lasts without a new sign-in with the LMS. API keys created under such a role expire with it, so that people whose LMS role was removed lose access.',
  ),
} as const satisfies Record<string, Setting<unknown>>;
