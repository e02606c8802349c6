import { hasVisibleText } from '../../rules/visible-text.ts';
import { z } from 'zod';
import { isCredentialId, webAddress } from '../ids.ts';
import type { ExternalBadge, ExternalTemplate } from '../provider.ts';

/** The id is text where a single credential is answered and a number in lists. */
const id = z.union([z.string(), z.number()]).transform(String).refine(isCredentialId);
const optionalId = z.union([z.string(), z.number()]).nullish();

/** Parts of a credential that both its forms have: alone (version 1) and in a search (version 2). */
const common = {
  id,
  approve: z.boolean(),
  issued_on: z.string().nullish(),
  expired_on: z.string().nullish(),
  url: webAddress,
};

export const credentialAnswer = z.object({
  credential: z.object({ ...common, group_id: optionalId, recipient: z.object({ id: optionalId }).nullish() }),
});

export const searchAnswer = z.object({
  credentials: z.array(
    z.object({
      ...common,
      license_id: optionalId,
      recipient_id: optionalId,
      recipient_email: z.string().nullish(),
      group: z.object({ id: optionalId }).nullish(),
    }),
  ),
});

export const groupListAnswer = z.object({
  groups: z.array(
    z.object({
      id,
      name: z.string(),
      course_name: z.string().nullish(),
      course_description: z.string().nullish(),
      badge_design_id: optionalId,
      primary_design_id: optionalId,
      certificate_design_id: optionalId,
    }),
  ),
  meta: z.object({ next_page: z.number().nullable(), total_count: z.number().nullish() }),
});
export type Group = z.output<typeof groupListAnswer>['groups'][number];

export const groupAnswer = z.object({ group: z.object({ id }) });

export const issuerAnswer = z.object({ issuer: z.object({ name: z.string() }) });

export const designAnswer = z.object({ design: z.object({ rasterized_content_url: webAddress }) });

/** What every form of a credential has. */
export interface Credential {
  readonly id: string;
  readonly approve: boolean;
  readonly expired_on?: string | null | undefined;
  readonly url?: string | null | undefined;
}

export function toExternalBadge(credential: Credential, today: string): ExternalBadge {
  return {
    externalId: credential.id,
    state: isExpired(credential, today) ? 'expired' : credential.approve ? 'accepted' : 'error',
    url: credential.url ?? null,
  };
}

/** Whether the last day of a credential is over; dates compare as text. */
export function isExpired(credential: Credential, today: string): boolean {
  return credential.expired_on != null && credential.expired_on.slice(0, 10) < today;
}

/** Which design shows a group: the badge before the certificate; null when it has none. */
export function designOf(group: Group): string | null {
  const design = group.badge_design_id ?? group.primary_design_id ?? group.certificate_design_id;
  return design == null ? null : String(design);
}

/** `course_name` is the title that learners see; `name` is a label for the issuer's own pages. */
export function toExternalTemplate(group: Group, imageUrl: string | null): ExternalTemplate {
  return {
    externalTemplate: group.id,
    name: [group.course_name ?? '', group.name].find(hasVisibleText) ?? group.id,
    description: group.course_description ?? '',
    imageUrl,
    // Groups have no state: one that is there can issue.
    state: 'active',
  };
}

/** Whether an error says that the recipient has a credential of this group. Matched loosely: the wording is theirs. */
export function saysDuplicate(body: string): boolean {
  return /already|duplicate|taken/i.test(body);
}

/** Accredible's form of a day: `2026-03-02`, in UTC. */
export function accredibleDay(time: Date): string {
  return time.toISOString().slice(0, 10);
}

/** The day before, which has certainly ended everywhere that counts days in UTC. */
export function dayBefore(time: Date): string {
  return accredibleDay(new Date(time.getTime() - 86_400_000));
}
