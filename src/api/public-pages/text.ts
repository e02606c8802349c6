/** Every text of the public pages. Each language has all of them: one that lacks a text is no {@link Texts}. */
export interface Texts {
  readonly languages: string;
  readonly badge: {
    readonly kind: string;
    readonly status: string;
    readonly valid: string;
    readonly validUntil: (day: string) => string;
    readonly validForever: string;
    readonly revoked: string;
    readonly revokedOn: (day: string) => string;
    readonly reason: string;
    readonly expired: string;
    readonly expiredOn: (day: string) => string;
    readonly private: string;
    readonly privateHint: string;
    readonly holder: string;
    readonly awarded: string;
    readonly expires: string;
    readonly never: string;
    readonly issuedBy: string;
    readonly about: string;
    readonly evidence: string;
    readonly verify: string;
    readonly verifyHint: string;
    readonly addToLinkedIn: string;
    readonly downloads: string;
    readonly downloadsHint: string;
    readonly json: string;
    readonly jwt: string;
    readonly png: string;
    readonly svg: string;
    readonly embed: string;
    readonly embedHint: string;
    readonly summary: (issuer: string, day: string) => string;
  };
  readonly achievement: {
    readonly kind: string;
    readonly criteria: string;
    readonly noCriteria: string;
    readonly description: string;
    readonly tags: string;
    readonly alignments: string;
    readonly learnMore: string;
    readonly imageOf: (name: string) => string;
  };
  readonly issuer: {
    readonly kind: string;
    readonly site: string;
    readonly email: string;
    readonly did: string;
    readonly didHint: string;
    readonly didDocument: string;
    readonly badges: string;
    readonly noBadges: string;
    readonly logoOf: (name: string) => string;
  };
  readonly notFound: {
    readonly title: string;
    readonly text: string;
    readonly verify: string;
  };
}
