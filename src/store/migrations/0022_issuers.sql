-- Laurel as an issuer of its own (Open Badges 3.0): who issues, with which keys, what was achieved, and each credential.

-- A picture of a badge or of an issuer: judged by its content when it came in, and served from here.
CREATE TABLE image (
  -- Digest of the bytes, in hexadecimal: the same picture is kept once, and its address never means another one.
  sha256     text PRIMARY KEY,
  media_type text NOT NULL CHECK (media_type IN ('image/png', 'image/svg+xml')),
  bytes      bytea NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);

-- Who issues. Its id as a DID, and every address that its credentials name, begin with `base_url`, as it was when the issuer
-- was made: what is signed can't change any more.
CREATE TABLE issuer (
  id         integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  slug       text NOT NULL CONSTRAINT issuer_slug_key UNIQUE,
  name       text NOT NULL,
  url        text NOT NULL,
  email      text,
  logo       text REFERENCES image,
  language   text NOT NULL,
  base_url   text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);

-- The keys of an issuer: one of each algorithm signs, the others stay in its DID document for as long as what they signed
-- shall verify.
CREATE TABLE issuer_key (
  issuer_id  integer NOT NULL REFERENCES issuer ON DELETE CASCADE,
  -- `#key-<number>` in the DID document.
  number     integer NOT NULL,
  algorithm  text NOT NULL CHECK (algorithm IN ('Ed25519', 'P-256', 'RSA')),
  -- What it is for: proofs in the credential itself, or tokens (JWT) made on demand.
  purpose    text NOT NULL CHECK (purpose IN ('credential', 'token')),
  public_jwk jsonb NOT NULL,
  -- Sealed (src/secrets.ts). Of a key that signs no more the private part is destroyed.
  sealed_key text,
  created_at timestamptz NOT NULL DEFAULT now(),
  retired_at timestamptz,
  -- Not in the DID document any more: what it signed does not verify.
  revoked_at timestamptz,
  PRIMARY KEY (issuer_id, number),
  CHECK ((sealed_key IS NULL) = (retired_at IS NOT NULL OR revoked_at IS NOT NULL))
);
CREATE UNIQUE INDEX issuer_key_signing ON issuer_key (issuer_id, algorithm) WHERE sealed_key IS NOT NULL;

-- What a template adds for badges that Laurel issues itself: criteria, tags, alignments, language, issuer, image.
ALTER TABLE badge_template ADD COLUMN achievement jsonb;

-- What a credential says was achieved. The id is public and stays the same for a template and an issuer; each edit of what it
-- says is a version of its own, and a credential keeps the one that it was issued with.
CREATE TABLE achievement (
  id          uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  template_id integer NOT NULL,
  issuer_id   integer NOT NULL REFERENCES issuer,
  CONSTRAINT achievement_template_key UNIQUE (template_id, issuer_id)
);
CREATE TABLE achievement_version (
  achievement_id uuid NOT NULL REFERENCES achievement,
  version        integer NOT NULL,
  content        jsonb NOT NULL,
  created_at     timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (achievement_id, version)
);

-- Bitstring status lists: 131,072 slots each, of which every credential has one, chosen at random.
CREATE TABLE status_list (
  id              integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  issuer_id       integer NOT NULL REFERENCES issuer ON DELETE CASCADE,
  number          integer NOT NULL,
  -- Counts what was revoked in it. Signed is what `signed_revision` says; a difference: to be signed anew, once for many.
  revision        bigint NOT NULL DEFAULT 1,
  signed_revision bigint NOT NULL DEFAULT 0,
  body            text,
  signed_at       timestamptz,
  CONSTRAINT status_list_number_key UNIQUE (issuer_id, number)
);
CREATE INDEX status_list_dirty ON status_list (id) WHERE revision <> signed_revision;

-- One for each badge that Laurel issues itself. Without `body` it is reserved and not signed yet. The salt, and the signed
-- digest of the learner's address that is made with it, are personal data.
CREATE TABLE credential (
  badge_id            uuid PRIMARY KEY,
  -- Where it is shown, and what nobody can guess.
  public_id           text NOT NULL CONSTRAINT credential_public_id_key UNIQUE,
  issuer_id           integer NOT NULL REFERENCES issuer,
  achievement_id      uuid NOT NULL,
  achievement_version integer NOT NULL,
  list_id             integer NOT NULL REFERENCES status_list,
  slot                integer NOT NULL CHECK (slot BETWEEN 0 AND 131071),
  salt                text NOT NULL,
  awarded_at          timestamptz NOT NULL,
  valid_from          timestamptz NOT NULL,
  valid_until         timestamptz,
  body                text,
  -- Number of the issuer's key that signed it.
  key_number          integer,
  signed_at           timestamptz,
  -- Since when the learner shows it to everybody; null: it is private.
  published_at        timestamptz,
  revoked_at          timestamptz,
  created_at          timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT credential_slot_key UNIQUE (list_id, slot),
  FOREIGN KEY (achievement_id, achievement_version) REFERENCES achievement_version
);
CREATE INDEX credential_revoked ON credential (list_id, slot) WHERE revoked_at IS NOT NULL;
CREATE INDEX credential_issuer ON credential (issuer_id);
