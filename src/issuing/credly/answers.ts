import { hasVisibleText } from '../../rules/visible-text.ts';
import { z } from 'zod';
import { isUuid, webAddress } from '../ids.ts';
import type { ExternalBadge, ExternalTemplate } from '../provider.ts';
import type { ExternalState } from '../../store/delivery/external.ts';

/**
 * The parts of Credly's answers that are read. New fields are compatible changes there, so everything else is ignored.
 * Some fields have been missing or null in recorded answers; those are optional here.
 */
const credlyBadge = z.object({
  id: z.string().refine(isUuid),
  state: z.string(),
  recipient_email: z.string().nullish(),
  issuer_earner_id: z.string().nullish(),
  issued_at: z.string().nullish(),
  replacement_badge_id: z.string().refine(isUuid).nullish(),
  badge_url: webAddress,
  badge_template: z.object({ id: z.string() }).nullish(),
});
export type CredlyBadge = z.output<typeof credlyBadge>;

const owner = z.object({ id: z.string() }).nullish();

const credlyTemplate = z.object({
  id: z.string().refine(isUuid),
  name: z.string(),
  description: z.string().nullish(),
  state: z.string(),
  image_url: webAddress,
  owner,
});
export type CredlyTemplate = z.output<typeof credlyTemplate>;

/** Of what an event embeds, only what it is about: the thing itself is asked for again. */
const credlyEvent = z.object({
  id: z.string().refine(isUuid),
  organization_id: z.string().refine(isUuid),
  event_type: z.string().max(100),
  occurred_at: z.string().nullish(),
  badge: z
    .object({
      id: z.string().refine(isUuid),
      issuer_earner_id: z.string().nullish(),
      badge_template: z.object({ id: z.string().refine(isUuid), owner }).nullish(),
    })
    .nullish(),
  badge_template: z.object({ id: z.string().refine(isUuid), owner }).nullish(),
});
export type CredlyEvent = z.output<typeof credlyEvent>;

export const badgeAnswer = z.object({ data: credlyBadge });
export const badgeListAnswer = z.object({ data: z.array(credlyBadge) });
export const organizationAnswer = z.object({ data: z.object({ id: z.string(), name: z.string() }) });
export const eventAnswer = z.object({ data: credlyEvent });
export const templateAnswer = z.object({ data: credlyTemplate });
export const templateListAnswer = z.object({
  data: z.array(credlyTemplate),
  metadata: z.object({ total_pages: z.number(), total_count: z.number().nullish() }),
});

/** Two shapes of error have been seen: the message inside `data` and at the top. */
const errorAnswer = z.union([
  z.object({ data: z.object({ message: z.string() }) }).transform((answer) => answer.data.message),
  z.object({ message: z.string() }).transform((answer) => answer.message),
]);

/** Credly's message in an error, or the whole body when it has another form. */
export function errorMessage(answer: { json: unknown; text: string }): string {
  const parsed = errorAnswer.safeParse(answer.json);
  return parsed.success ? parsed.data : answer.text;
}

/** Whether an error says that the recipient has this badge. The wording may change, so it is matched loosely. */
export function saysDuplicate(message: string): boolean {
  return /already\s+(has|have|holds?|owns?|earned|been\s+(issued|awarded))\b|duplicate/i.test(message);
}

/** A state that is not known yet belongs to a badge that exists: it counts as waiting for its earner. */
export function stateOf(badge: CredlyBadge): ExternalState {
  switch (badge.state) {
    case 'accepted':
    case 'rejected':
    case 'revoked':
    case 'expired':
      return badge.state;
    case 'replaced':
      return 'revoked';
    default:
      return 'pending';
  }
}

export function toExternalBadge(badge: CredlyBadge): ExternalBadge {
  return { externalId: badge.id, state: stateOf(badge), url: badge.badge_url ?? null };
}

export function toExternalTemplate(template: CredlyTemplate): ExternalTemplate {
  return {
    externalTemplate: template.id,
    name: hasVisibleText(template.name) ? template.name : template.id,
    description: template.description ?? '',
    imageUrl: template.image_url ?? null,
    // A state that is not known yet is one in which it can't issue, as far as we know.
    state: template.state === 'active' || template.state === 'draft' ? template.state : 'archived',
  };
}

/** Credly's form of a moment: `2026-03-02 14:05:00 +0000`. */
export function credlyTime(time: Date): string {
  return `${time.toISOString().slice(0, 19).replace('T', ' ')} +0000`;
}
