import type { JsonObject } from '../json.ts';

/** What is looked at, in this order. The recipient only when the caller says who it should be. */
export const stepNames = ['form', 'issuer', 'signature', 'period', 'status', 'recipient'] as const;

export type StepName = (typeof stepNames)[number];

/** What could not be checked is neither right nor wrong, and a badge with it is not verified. */
export type Outcome = 'passed' | 'failed' | 'notChecked';

/** One result of a step, for pages to say in their language; the message of a step says it in English, with the details. */
export type StepCode =
  | 'isOpenBadge'
  | 'unreadable'
  | 'notOpenBadge3'
  | 'schemaMistakes'
  | 'issuerFound'
  | 'issuerUnreachable'
  | 'issuerUnsupported'
  | 'signedByAnother'
  | 'keyUnknown'
  | 'signatureValid'
  | 'signatureInvalid'
  | 'signatureMissing'
  | 'signatureUnsupported'
  | 'contextUnknown'
  | 'claimsDiffer'
  | 'proofExpired'
  | 'inForce'
  | 'notYetValid'
  | 'expired'
  | 'periodUnreadable'
  | 'notRevoked'
  | 'notRevocable'
  | 'revoked'
  | 'suspended'
  | 'statusUnreachable'
  | 'statusUnsupported'
  | 'statusNotTrusted'
  | 'recipientMatches'
  | 'recipientDiffers'
  | 'recipientUnknown'
  | 'stoppedBefore';

export interface Step {
  readonly step: StepName;
  readonly outcome: Outcome;
  readonly code: StepCode;
  /** What was found, in plain words. */
  readonly message: string;
}

/** How the badge was given. */
export type BadgeForm = 'json' | 'jwt' | 'sd-jwt';

export type BadgeContainer = 'png' | 'svg';

export interface VerificationResult {
  /** True only when every step passed. */
  readonly isVerified: boolean;
  /** `incomplete`: nothing is wrong with it, and not everything could be checked. */
  readonly verdict: 'verified' | 'failed' | 'incomplete';
  readonly steps: readonly Step[];
  /** Undefined when nothing could be read. */
  readonly form: BadgeForm | undefined;
  /** The image that the badge was in. */
  readonly container: BadgeContainer | undefined;
  /** What the badge says, whether or not it is true; null when it could not be read. */
  readonly credential: JsonObject | null;
}

/** What a step found, before it has its name. */
export type Finding = Omit<Step, 'step'>;

export const passed = (code: StepCode, message: string): Finding => ({ outcome: 'passed', code, message });
export const failed = (code: StepCode, message: string): Finding => ({ outcome: 'failed', code, message });
export const notChecked = (code: StepCode, message: string): Finding => ({ outcome: 'notChecked', code, message });

/** Thrown where a check can't go on; its finding is the result of the step. */
export class Stopped extends Error {
  readonly finding: Finding;

  constructor(finding: Finding) {
    super(finding.message);
    this.name = 'Stopped';
    this.finding = finding;
  }
}
