-- Who signs in, and with what. better-auth (src/auth) reads and writes the tables auth_*, by the names that
-- src/auth/better-auth.ts maps to these.

-- Operators and badge designers; with the LMS's sign-in, learners too.
CREATE TABLE auth_user (
  id             uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  name           text NOT NULL,
  -- In lower case.
  email          text NOT NULL CONSTRAINT auth_user_email_key UNIQUE,
  email_verified boolean NOT NULL DEFAULT false,
  image          text,
  -- Null: signed in, but nothing is allowed until an admin gives a role.
  role           text CHECK (role IN ('viewer', 'designer', 'operator', 'admin')),
  -- Who decides about the role: what an admin of Laurel gave stays, what the LMS gave follows the LMS at every sign-in.
  role_from      text NOT NULL DEFAULT 'admin' CHECK (role_from IN ('admin', 'lms')),
  disabled       boolean NOT NULL DEFAULT false,
  -- Joins somebody who signed in with the LMS to the learner with this id.
  lms_user_id    bigint CONSTRAINT auth_user_lms_user_id_key UNIQUE,
  last_seen_at   timestamptz,
  created_at     timestamptz NOT NULL DEFAULT now(),
  updated_at     timestamptz NOT NULL DEFAULT now()
);
-- Of a site where every learner has signed in, the few who have a role are found at once.
CREATE INDEX auth_user_role ON auth_user (role, email) WHERE role IS NOT NULL;
CREATE INDEX auth_user_email_prefix ON auth_user (email text_pattern_ops);
CREATE INDEX auth_user_name_prefix ON auth_user (lower(name) text_pattern_ops);

-- The token is worth nothing without the signature that LAUREL_SECRET makes.
CREATE TABLE auth_session (
  id         uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  user_id    uuid NOT NULL REFERENCES auth_user ON DELETE CASCADE,
  token      text NOT NULL UNIQUE,
  expires_at timestamptz NOT NULL,
  ip_address text,
  user_agent text,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX auth_session_user ON auth_session (user_id);
CREATE INDEX auth_session_expiry ON auth_session (expires_at);

-- What somebody signs in with: `credential`, with the scrypt hash of the password, or `lms`, with the LMS user id.
CREATE TABLE auth_account (
  id                       uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  user_id                  uuid NOT NULL REFERENCES auth_user ON DELETE CASCADE,
  provider_id              text NOT NULL,
  account_id               text NOT NULL,
  password                 text,
  -- better-auth knows these columns; Laurel keeps no tokens of the LMS.
  access_token             text,
  refresh_token            text,
  id_token                 text,
  access_token_expires_at  timestamptz,
  refresh_token_expires_at timestamptz,
  scope                    text,
  created_at               timestamptz NOT NULL DEFAULT now(),
  updated_at               timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT auth_account_key UNIQUE (provider_id, account_id),
  CONSTRAINT auth_account_user_key UNIQUE (user_id, provider_id)
);

-- Sign-ins with the LMS that are under way.
CREATE TABLE auth_verification (
  id         uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  identifier text NOT NULL,
  value      text NOT NULL,
  expires_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX auth_verification_identifier ON auth_verification (identifier);
CREATE INDEX auth_verification_expiry ON auth_verification (expires_at);

-- API keys: the SHA-256 of each, and the role it has, in permissions as {"role": ["viewer"]}.
CREATE TABLE auth_api_key (
  id                     uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  config_id              text NOT NULL,
  name                   text,
  start                  text,
  prefix                 text,
  key                    text NOT NULL CONSTRAINT auth_api_key_key UNIQUE,
  -- The admin who made it. It works for as long as they are one.
  reference_id           uuid NOT NULL REFERENCES auth_user ON DELETE CASCADE,
  permissions            text,
  metadata               text,
  enabled                boolean NOT NULL DEFAULT true,
  expires_at             timestamptz,
  last_request           timestamptz,
  -- Not used here: limits are kept by address (src/api/hooks/rate-limits.ts).
  rate_limit_enabled     boolean,
  rate_limit_time_window integer,
  rate_limit_max         integer,
  request_count          integer,
  remaining              integer,
  refill_interval        integer,
  refill_amount          integer,
  last_refill_at         timestamptz,
  created_at             timestamptz NOT NULL DEFAULT now(),
  updated_at             timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX auth_api_key_reference ON auth_api_key (reference_id);

-- One-time sign-in links: the SHA-256 of each token, removed when it is used.
CREATE TABLE sign_in_link (
  token_hash text PRIMARY KEY,
  user_id    uuid NOT NULL REFERENCES auth_user ON DELETE CASCADE,
  expires_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX sign_in_link_expiry ON sign_in_link (expires_at);

-- How often somebody tried to sign in, by address and by account. Holds digests, no addresses.
CREATE TABLE sign_in_attempt (
  key      text PRIMARY KEY,
  attempts integer NOT NULL,
  ends_at  timestamptz NOT NULL
);
CREATE INDEX sign_in_attempt_end ON sign_in_attempt (ends_at);
