import type { JsonObject } from '../json.ts';
import { checkForm } from './form.ts';
import type { Outside } from './outside.ts';
import { checkPeriod } from './period.ts';
import { readBadge } from './read-badge.ts';
import type { ReadBadge } from './read-badge.ts';
import { checkRecipient } from './recipient.ts';
import { notChecked, Stopped, stepNames } from './result.ts';
import type { Finding, Step, StepName, VerificationResult } from './result.ts';
import { checkSignature } from './signature.ts';
import { checkStatus } from './status.ts';

export interface VerifyOptions {
  /** The moment for which it is verified. */
  readonly now: Date;
  readonly outside: Outside;
  /** Asks as well whether the badge was given to this e-mail address. */
  readonly recipient?: string;
}

/**
 * Verifies an Open Badge 3.0 of anyone: JSON, JWT, SD-JWT VC, or an image with one in it. Says of each step what was found, and of
 * what could not be checked, that it was not.
 */
export async function verifyBadge(bytes: Uint8Array, options: VerifyOptions): Promise<VerificationResult> {
  try {
    const badge = readBadge(bytes);
    return summarize(badge, await checkAll(badge, { ...options, outside: askedOnce(options.outside) }));
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    return summarize(undefined, { form: error.finding });
  }
}

/** Asks at each address once: a badge and its status list need the same keys. */
function askedOnce(outside: Outside): Outside {
  const answers = new Map<string, Promise<string>>();
  return {
    fetchText(url) {
      const answer = answers.get(url) ?? outside.fetchText(url);
      answers.set(url, answer);
      return answer;
    },
  };
}

type Findings = Partial<Record<StepName, Finding>>;

async function checkAll(badge: ReadBadge, { now, outside, recipient }: VerifyOptions): Promise<Findings> {
  const form = checkForm(badge);
  // Of something else nothing is fetched, and nothing could be said.
  if (form.code === 'notOpenBadge3') return { form };
  const credential = credentialOf(badge);
  const { issuer, signature } = await checkSignature(badge, now, outside);
  const period = checkPeriod(credential, now);
  // Addresses in what nobody signed may be anyone's; nothing is asked there.
  const isSigned = issuer.outcome === 'passed' && signature.outcome === 'passed';
  const status = isSigned ? await checkStatus(badge, now, outside) : unasked;
  return {
    form,
    issuer,
    signature,
    period,
    status,
    ...(recipient !== undefined && { recipient: checkRecipient(credential, recipient) }),
  };
}

const unasked = notChecked('stoppedBefore', 'It was not looked at, since a step before did not pass.');

function summarize(badge: ReadBadge | undefined, findings: Findings): VerificationResult {
  const wanted = stepNames.filter((step) => step !== 'recipient' || findings.recipient !== undefined);
  const steps: Step[] = wanted.map((step) => ({ step, ...(findings[step] ?? unasked) }));
  const isVerified = steps.every(({ outcome }) => outcome === 'passed');
  const hasFailed = steps.some(({ outcome }) => outcome === 'failed');
  return {
    isVerified,
    verdict: isVerified ? 'verified' : hasFailed ? 'failed' : 'incomplete',
    steps,
    form: badge?.form,
    container: badge?.container,
    credential: badge === undefined ? null : credentialOf(badge),
  };
}

/** The credential, which the claims of an SD-JWT are one part of. */
function credentialOf(badge: ReadBadge): JsonObject {
  return badge.form === 'sd-jwt' ? badge.claims : badge.credential;
}
