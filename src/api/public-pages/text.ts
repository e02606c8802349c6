import type { Outcome, StepCode, StepName, VerificationResult } from '../../issuing/open-badges/verify/result.ts';

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
    readonly sdJwt: string;
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
  readonly docs: {
    readonly title: string;
    readonly intro: string;
    /** That what follows is in another language; null where it is not. */
    readonly onlyEnglish: string | null;
    readonly all: string;
    readonly contents: string;
    readonly reference: string;
    readonly toReference: string;
    readonly missingTitle: string;
    readonly missing: string;
  };
  readonly offer: {
    readonly title: string;
    readonly kind: string;
    readonly intro: (minutes: number) => string;
    readonly sameDevice: string;
    readonly open: (wallet: string) => string;
    readonly openOther: string;
    readonly sameDeviceHint: string;
    readonly otherDevice: string;
    readonly otherDeviceHint: string;
    readonly qrCode: string;
    readonly overTitle: string;
    readonly over: string;
    readonly toMyBadges: string;
  };
  readonly verify: {
    readonly title: string;
    readonly intro: string;
    readonly url: string;
    readonly urlHint: string;
    readonly file: string;
    readonly fileHint: (megabytes: number) => string;
    readonly text: string;
    readonly textHint: string;
    readonly recipient: string;
    readonly recipientHint: string;
    readonly submit: string;
    readonly again: string;
    readonly nothingGiven: string;
    readonly tooMuchGiven: string;
    readonly tooLarge: (megabytes: number) => string;
    readonly tooMany: string;
    readonly notFetched: string;
    readonly notUnderstood: string;
    readonly result: string;
    readonly verdicts: Readonly<Record<VerificationResult['verdict'], string>>;
    readonly verdictHints: Readonly<Record<VerificationResult['verdict'], string>>;
    readonly says: string;
    readonly saysHint: string;
    readonly badge: string;
    readonly issuer: string;
    readonly validFrom: string;
    readonly validUntil: string;
    readonly steps: string;
    readonly outcomes: Readonly<Record<Outcome, string>>;
    readonly stepNames: Readonly<Record<StepName, string>>;
    readonly codes: Readonly<Record<StepCode, string>>;
    readonly details: string;
  };
}
