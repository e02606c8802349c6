import { createHash } from 'node:crypto';
import type { Requirement } from '../../rules/template.ts';
import type { AchievementVersion, FulfillmentEvidence } from '../../store/open-badges/achievements.ts';
import type { Credential } from '../../store/open-badges/credentials.ts';
import type { Issuer } from '../../store/open-badges/issuers.ts';
import { isUuid } from '../ids.ts';
import type { CredentialInput, Evidence, Recipient, Result } from '../open-badges/credential/input.ts';
import { achievementInput, gradeOf, isGrade, issuerProfile, statusListUrl } from './achievement-content.ts';

/** Everything that a credential says. */
export interface CredentialParts {
  readonly credential: Credential;
  readonly issuer: Issuer;
  readonly achievement: AchievementVersion;
  /** Empty when the learner has none; the badge names the learner by an id that says nothing then. */
  readonly email: string;
  readonly requirements: readonly Requirement[];
  readonly fulfillments: readonly FulfillmentEvidence[];
}

/**
 * What the credential of a badge is composed of. Dated when it was earned (S22); the learner is named by a salted digest of
 * the address, and the evidence by course, moment and event: nothing personal is in clear.
 */
export function credentialInput(parts: CredentialParts): CredentialInput {
  const { credential, issuer, achievement, email, requirements, fulfillments } = parts;
  return {
    id: `urn:uuid:${credential.badgeId}`,
    issuer: issuerProfile(issuer),
    achievement: achievementInput(issuer, achievement),
    recipient: recipientOf(credential, email),
    validFrom: credential.validFrom.toISOString(),
    ...(credential.validUntil !== null && { validUntil: credential.validUntil.toISOString() }),
    awardedDate: credential.awardedAt.toISOString(),
    evidence: fulfillments.map((fulfillment) => evidenceOf(fulfillment, requirements)),
    results: achievement.content.graded ? resultsOf(issuer, achievement.id, fulfillments) : [],
    status: { list: statusListUrl(issuer, credential.listNumber), index: credential.slot },
  };
}

function recipientOf({ badgeId, salt }: Credential, email: string): Recipient {
  return email.trim() === '' ? { id: subjectId(badgeId, salt) } : { email: { address: email, salt } };
}

/** An id of the learner that is for this badge alone, and says nothing. JWTs need one. */
export function subjectId(badgeId: string, salt: string): string {
  const bytes = createHash('sha256').update(`subject ${badgeId} ${salt}`).digest().subarray(0, 16);
  // As a UUID of version 8, which is for ids that are made in ways of one's own.
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)];
  return `urn:uuid:${parts.join('-')}`;
}

/** Which values of an event may be told: keys of courses and of what is in them. Nothing else is certain to name nobody. */
const isCourseKey = (path: string): boolean => /(?:^|\.)(?:course_key|course_id|ccx_course_key|usage_key)$/.test(path);

function evidenceOf(
  { requirement: id, eventId, eventType, eventTime, evidence }: FulfillmentEvidence,
  requirements: readonly Requirement[],
): Evidence {
  const requirement = requirements.find((each) => each.id === id);
  const keys = Object.entries(evidence).flatMap(([path, value]) =>
    isCourseKey(path) && typeof value === 'string' ? [value] : [],
  );
  const lines = [...keys, eventTime.toISOString(), eventType];
  return {
    ...(isUuid(eventId) && { id: `urn:uuid:${eventId.toLowerCase()}` }),
    name: requirement?.description.trim() || id,
    narrative: lines.map((line) => `- ${line}`).join('\n'),
  };
}

function resultsOf(issuer: Issuer, achievementId: string, fulfillments: readonly FulfillmentEvidence[]): Result[] {
  const grades = fulfillments.flatMap(({ evidence }) =>
    Object.entries(evidence).flatMap(([path, value]) => (isGrade(path) && isNumeric(value) ? [Number(value)] : [])),
  );
  const newest = grades.at(-1);
  if (newest === undefined) return [];
  // The platform tells grades as a fraction of 1.
  const percent = newest <= 1 ? newest * 100 : newest;
  return [{ of: gradeOf(issuer, achievementId), value: String(Math.round(percent * 100) / 100) }];
}

function isNumeric(value: unknown): boolean {
  return (
    (typeof value === 'number' || (typeof value === 'string' && value.trim() !== '')) && Number.isFinite(Number(value))
  );
}
