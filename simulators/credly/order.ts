import { fieldsOf, flagOf, listOf, textOf, type Fields } from '../base/values.ts';
import { refuse } from './envelope.ts';
import type { Badge, Organization, Template } from './model.ts';
import type { CredlyState } from './state.ts';
import { parseTime } from './times.ts';

/** What a request to issue asks for, checked. */
export interface Order {
  readonly template: Template;
  readonly badge: Omit<Badge, 'id' | 'createdAt' | 'updatedAt'>;
  readonly duplicateBehavior: 'replace' | 'allow' | 'deny';
}

const locales = new Set(['en', 'fr', 'de', 'ko', 'ja', 'zh-CN', 'pt', 'es-ES', 'es-US', 'fr-CA', 'pt-BR']);

/** @throws Refusal with 422 naming the first thing that is wrong */
export function readOrder(state: CredlyState, organization: Organization, body: unknown): Order {
  const fields = fieldsOf(body);
  const template = issuableTemplate(state, organization, fields['badge_template_id']);
  const recipientEmail = required(state, fields, 'recipient_email');
  if (!/^[^@\s]+@[^@\s]+$/.test(recipientEmail))
    throw refuse(state, 422, 'Validation failed: recipient_email is no e-mail address (simulated)');
  const userId = textOf(fields['user_id']) ?? state.usersByEmail.of(recipientEmail.toLowerCase())[0]?.id ?? null;
  if (userId !== null && !state.users.get(userId))
    throw refuse(state, 422, 'Validation failed: user_id names no user (simulated)');
  const locale = textOf(fields['locale']) ?? 'en';
  if (!locales.has(locale)) throw refuse(state, 422, 'Validation failed: locale is not offered (simulated)');
  return {
    template,
    duplicateBehavior: duplicateBehavior(state, fields['duplicate_behavior']),
    badge: {
      organizationId: organization.id,
      templateId: template.id,
      state: state.switches.autoAccept ? 'accepted' : 'pending',
      recipientEmail,
      firstName: required(state, fields, 'issued_to_first_name'),
      middleName: textOf(fields['issued_to_middle_name']),
      lastName: required(state, fields, 'issued_to_last_name'),
      issuerEarnerId: textOf(fields['issuer_earner_id']),
      locale,
      issuedAt: issuedAt(state, fields),
      expiresAt: expiresAt(state, fields['expires_at']),
      suppressEmail: flagOf(fields['suppress_badge_notification_email'], false),
      countryName: textOf(fields['country_name']),
      stateOrProvince: textOf(fields['state_or_province']),
      evidence: listOf(fields['evidence']),
      revocationReason: null,
      replacesBadgeId: null,
      replacementBadgeId: null,
      userId,
      stateUpdatedAt: null,
    },
  };
}

/** The template, when it is the organization's and active. */
export function issuableTemplate(state: CredlyState, organization: Organization, value: unknown): Template {
  const template = state.templates.get(textOf(value) ?? '');
  if (!template || template.organizationId !== organization.id)
    throw refuse(state, 422, `Invalid or missing Badge Template ID: ${textOf(value) ?? ''}`);
  if (template.state !== 'active')
    throw refuse(state, 422, `Simulated: the badge template is ${template.state} and can't issue badges`);
  return template;
}

/** `issued_at`: required, lenient in form. */
export function issuedAt(state: CredlyState, fields: Fields): string {
  const time = parseTime(required(state, fields, 'issued_at'));
  if (time === null) throw refuse(state, 422, 'Validation failed: issued_at is no time (simulated)');
  if (state.switches.futureIssuedAt === 'refuse' && Date.parse(time) > state.host.clock.now())
    throw refuse(state, 422, 'Validation failed: issued_at is in the future (simulated)');
  return time;
}

/** `expires_at`: null is the template's default (none here), false is never. */
export function expiresAt(state: CredlyState, value: unknown): string | null {
  if (value === undefined || value === null || value === false) return null;
  const time = parseTime(textOf(value) ?? '');
  if (time === null) throw refuse(state, 422, 'Validation failed: expires_at is no time (simulated)');
  return time;
}

function required(state: CredlyState, fields: Fields, name: string): string {
  const text = textOf(fields[name]);
  if (text === null) throw refuse(state, 422, `Validation failed: ${name} can't be blank (simulated)`);
  return text;
}

function duplicateBehavior(state: CredlyState, value: unknown): Order['duplicateBehavior'] {
  if (value === undefined || value === null) return 'deny';
  if (value === 'replace' || value === 'allow' || value === 'deny') return value;
  throw refuse(state, 422, 'Validation failed: duplicate_behavior is replace, allow or deny (simulated)');
}
