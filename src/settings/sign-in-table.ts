import { roleNames } from '../roles.ts';
import { setting } from './setting.ts';
import type { Setting } from './setting.ts';
import { publicJwkSet, rootUrl, siteUrl, siteUrls } from './sign-in-values.ts';
import { boolean, oneOf, text, wholeNumber } from './values.ts';

/** The settings of serving the API and the pages, and of signing in: a part of the table in table.ts. */
export const signInTable = {
  LAUREL_HTTP_HOST: setting(text, '127.0.0.1', 'Address on which the API and the pages are served.'),
  LAUREL_HTTP_PORT: setting(wholeNumber(0, 65_535), '8760', 'Port of the API and the pages; 0 takes a free one.'),
  LAUREL_PUBLIC_URL: setting(
    siteUrl,
    null,
    'Where browsers find the pages, and verifiers what Laurel has issued itself: `https://badges.example.org`, without a path. Not set: `http://localhost:<port>`. With https, cookies are sent over https only.',
    'url',
  ),
  LAUREL_SECRET: setting(
    text,
    null,
    'Signs the cookies of sessions; at least 32 characters, the same in every process that serves (`openssl rand -hex 32`). Another one ends all sessions.',
    'secret',
  ),
  LAUREL_SESSION_IDLE_MINUTES: setting(
    wholeNumber(5, 525_600),
    '10080',
    'After so many minutes in which somebody does nothing in the pages they have to sign in again; 10080 is a week. What a page asks for by itself, to stay up to date, does not count.',
  ),
  LAUREL_SESSION_DAYS: setting(
    wholeNumber(1, 365),
    '30',
    'After so many days somebody has to sign in again, however much they do.',
  ),
  LAUREL_TRUST_PROXY: setting(
    boolean,
    'false',
    'Whether a proxy stands in front that sets X-Forwarded-For: then the last address in it is the one that is rate-limited. Without such a proxy anybody could choose theirs.',
  ),
  LAUREL_HTTP_REQUESTS_PER_MINUTE: setting(
    wholeNumber(1, 10_000_000),
    '1200',
    'Most requests of one address to the API and the pages in a minute, for one process. Signing in and the webhook have limits of their own.',
  ),
  SOCIAL_AUTH_EDX_OAUTH2_KEY: setting(
    text,
    null,
    'Client id of the OAuth application of the LMS, which must be allowed the scope `user_id`. Not set: nobody signs in with the LMS.',
  ),
  SOCIAL_AUTH_EDX_OAUTH2_SECRET: setting(text, null, 'Client secret of the same application.', 'secret'),
  SOCIAL_AUTH_EDX_OAUTH2_URL_ROOT: setting(rootUrl, null, 'The LMS, as Laurel reaches it.', 'url'),
  SOCIAL_AUTH_EDX_OAUTH2_PUBLIC_URL_ROOT: setting(
    rootUrl,
    null,
    'The LMS, as browsers reach it. Not set: the same as SOCIAL_AUTH_EDX_OAUTH2_URL_ROOT.',
    'url',
  ),
  SOCIAL_AUTH_EDX_OAUTH2_ISSUER: setting(
    text,
    null,
    'Who the access tokens of the LMS say has made them. Not set: the public root of the LMS with `/oauth2`.',
  ),
  SOCIAL_AUTH_EDX_OAUTH2_LOGOUT_URL: setting(
    rootUrl,
    null,
    'Where signing out leads. Not set: the public root of the LMS with `/logout`.',
    'url',
  ),
  JWT_PUBLIC_SIGNING_JWK_SET: setting(
    publicJwkSet,
    null,
    "The LMS's public keys, a JWK set, for access tokens signed with RS512. Not shown, for a private key can stand there by mistake.",
    'secret',
  ),
  LAUREL_LMS_JWT_SECRET: setting(
    text,
    null,
    "The LMS's JWT_SECRET_KEY, for old sites that sign access tokens with HS256.",
    'secret',
  ),
  LAUREL_LMS_JWT_AUDIENCE: setting(text, null, "The audience that access tokens must name: the LMS's JWT_AUDIENCE."),
  LAUREL_LMS_STAFF_ROLE: setting(
    oneOf(roleNames),
    null,
    'Role of those whom the LMS calls staff (claim `administrator`), until an admin of Laurel gives them another. Not set: none.',
  ),
  LAUREL_LMS_SUPERUSER_ROLE: setting(
    oneOf(roleNames),
    null,
    'The same for superusers (claim `superuser`), who are often staff too: this one goes first.',
  ),
  LAUREL_LEARNER_RECORD_ORIGINS: setting(
    siteUrls,
    null,
    'Where the learner record of Open edX (frontend-app-learner-record) is, or other micro-frontends that add badges to wallets, separated by commas: `https://apps.lms.example.org`. It learns who the learner is from the cookies of the LMS. Not set: none may.',
  ),
  LAUREL_LMS_ROLE_DAYS: setting(
    wholeNumber(1, 365),
    '7',
    'For how many days a role that the LMS gave lasts without signing in with the LMS again. API keys that somebody made by such a role stop working with it, so that whom the LMS has demoted keeps nothing.',
  ),
} as const satisfies Record<string, Setting<unknown>>;
