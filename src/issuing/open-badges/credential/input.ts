/**
 * What a badge is made of, as plain values. Texts are taken as they are, in any script; addresses are absolute; moments are ISO
 * 8601 with their zone. What is left out does not appear in the credential.
 */
export interface CredentialInput {
  /** `urn:uuid:...`, or the public address of the badge. */
  readonly id: string;
  readonly issuer: Profile;
  readonly achievement: Achievement;
  readonly recipient: Recipient;
  readonly validFrom: string;
  readonly validUntil?: string | undefined;
  /** When it was earned. A badge that is issued again keeps it, whatever `validFrom` is. */
  readonly awardedDate?: string | undefined;
  readonly activityStart?: string | undefined;
  readonly activityEnd?: string | undefined;
  readonly evidence?: readonly Evidence[] | undefined;
  readonly results?: readonly Result[] | undefined;
  readonly status?: StatusSlot | undefined;
}

/** Who issues. */
export interface Profile {
  /** The did:web of the issuer. */
  readonly id: string;
  readonly name: string;
  readonly url?: string | undefined;
  readonly email?: string | undefined;
  readonly description?: string | undefined;
  readonly image?: Image | undefined;
}

export interface Image {
  readonly url: string;
  /** Says in words what it shows. */
  readonly caption?: string | undefined;
}

/** What was achieved: the same for all who did. */
export interface Achievement {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** At least one of the two: the address of a page, or Markdown. */
  readonly criteria: { readonly url?: string | undefined; readonly narrative?: string | undefined };
  /** One of 1EdTech's types, or `ext:...`; default: Badge. */
  readonly type?: string | undefined;
  readonly image?: Image | undefined;
  readonly creator?: Profile | undefined;
  readonly tags?: readonly string[] | undefined;
  /** BCP 47, as in `en` or `ar`. */
  readonly language?: string | undefined;
  readonly version?: string | undefined;
  readonly alignments?: readonly Alignment[] | undefined;
  readonly resultDescriptions?: readonly ResultDescription[] | undefined;
}

/** The entry of a framework that the achievement corresponds to. */
export interface Alignment {
  readonly name: string;
  readonly url: string;
  readonly description?: string | undefined;
  readonly framework?: string | undefined;
  readonly code?: string | undefined;
  /** One of 1EdTech's types, as in `ceasn:Competency`, or `ext:...`. */
  readonly type?: string | undefined;
}

/** A result that the achievement has, as in the final grade. */
export interface ResultDescription {
  readonly id: string;
  readonly name: string;
  /** One of 1EdTech's types, as in `Percent` or `LetterGrade`, or `ext:...`. */
  readonly type: string;
  readonly valueMin?: string | undefined;
  readonly valueMax?: string | undefined;
}

export interface Result {
  /** Id of the {@link ResultDescription} that it is a value of. */
  readonly of: string;
  readonly value: string;
}

/** Who earned it. At least one of the three, and no more than the learner wants to show. */
export interface Recipient {
  /** A DID that the holder proved to have, or a `urn:uuid:` that says nothing. JWTs need one. */
  readonly id?: string | undefined;
  /** It goes in hashed; the salt goes with it, so the hash is a pseudonym and no secret. */
  readonly email?: { readonly address: string; readonly salt: string } | undefined;
  /** In clear: only when the learner wants so. */
  readonly name?: string | undefined;
}

export interface Evidence {
  readonly id?: string | undefined;
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  /** Markdown. */
  readonly narrative?: string | undefined;
  readonly genre?: string | undefined;
}

/** Where a status list says whether the badge was revoked. */
export interface StatusSlot {
  /** Address of the list. */
  readonly list: string;
  readonly index: number;
}
