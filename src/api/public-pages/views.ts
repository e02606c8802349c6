/** What the public pages show, as plain values: whoever has read them from the database need not know how a page looks. */

export interface ImageView {
  /** Absolute. */
  readonly url: string;
  /** Says in words what it shows. */
  readonly alt: string;
}

export interface IssuerView {
  readonly name: string;
  /** Its page here. */
  readonly page: string;
  /** Its own site. */
  readonly site: string;
  readonly email: string | null;
  readonly logo: ImageView | null;
  readonly did: string;
  /** Address of its DID document. */
  readonly didDocument: string;
  /** BCP 47: that of its name. */
  readonly language: string;
}

/** An entry of a framework that the achievement corresponds to. */
export interface AlignmentView {
  readonly name: string;
  readonly url: string;
  readonly framework: string | null;
  readonly code: string | null;
}

/** What was achieved: the same for all who did. */
export interface AchievementView {
  /** Its page here; absolute. */
  readonly page: string;
  readonly name: string;
  readonly description: string;
  /** Markdown; may be empty. */
  readonly criteria: string;
  readonly image: ImageView | null;
  readonly tags: readonly string[];
  readonly alignments: readonly AlignmentView[];
  /** BCP 47: that of its texts. */
  readonly language: string;
  readonly issuer: IssuerView;
}

export interface EvidenceView {
  readonly name: string;
  /** Markdown. */
  readonly narrative: string | null;
  readonly url: string | null;
}

/** A badge that somebody earned. */
export interface BadgeView {
  /** Its page; absolute, and the same for ever. */
  readonly page: string;
  readonly achievement: AchievementView;
  /** Only when the learner wants to be named. */
  readonly holder: string | null;
  readonly awardedAt: Date;
  readonly validUntil: Date | null;
  readonly revokedAt: Date | null;
  /** Why it was revoked, as far as everybody may know. */
  readonly revocationReason: string | null;
  readonly evidence: readonly EvidenceView[];
  /** Addresses of its other forms; null where it has none. */
  readonly forms: {
    readonly json: string;
    readonly jwt: string | null;
    readonly sdJwt: string | null;
    readonly png: string | null;
    readonly svg: string | null;
  };
  /** Address of the picture for links to it. */
  readonly card: string;
  /** Of the page that verifies it. */
  readonly verify: string;
  readonly oembed: string;
  /** False: only its learner sees it, before publishing it. */
  readonly published: boolean;
}

export type BadgeStatus = 'valid' | 'revoked' | 'expired';

/** What a badge is worth now. One that was revoked stays so, whether or not it would have expired. */
export function statusOf(
  { revokedAt, validUntil }: Pick<BadgeView, 'revokedAt' | 'validUntil'>,
  now: Date,
): BadgeStatus {
  if (revokedAt !== null) return 'revoked';
  return validUntil !== null && validUntil <= now ? 'expired' : 'valid';
}
