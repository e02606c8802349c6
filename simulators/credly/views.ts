import { dayOf, type Fields } from '../base/values.ts';
import type { Badge, Organization, ProviderEvent, Template } from './model.ts';
import type { CredlyState } from './state.ts';

/** The rows in the form of the API. */

export function organizationView(state: CredlyState, organization: Organization): Fields {
  return {
    id: organization.id,
    name: organization.name,
    bio: organization.bio,
    website_url: organization.websiteUrl,
    webhook_url: organization.webhookUrl,
    contact_email: organization.contactEmail,
    technical_contact_email: null,
    organization_type: 'organization',
    vanity_slug: organization.id.slice(0, 8),
    vanity_url: `${state.host.url}/organizations/${organization.id}`,
    support_email: null,
    support_url: null,
    allowed_webhooks: ['badge', 'badge_template'],
    photo: null,
    photo_url: null,
    verified: true,
    verified_at: organization.createdAt,
    created_at: organization.createdAt,
    updated_at: organization.updatedAt,
  };
}

export function templateView(state: CredlyState, template: Template): Record<string, unknown> {
  const owner = state.organizations.get(template.organizationId);
  const image = imageUrlOf(state, template);
  return {
    id: template.id,
    name: template.name,
    description: template.description,
    state: template.state,
    allow_duplicate_badges: template.allowDuplicateBadges,
    public: template.public,
    visibility: template.public ? 'public' : 'private',
    image: image === null ? null : { id: template.id, url: image },
    image_url: image,
    url: `${state.host.url}/org/${template.organizationId}/badge/${encodeURIComponent(template.vanitySlug)}`,
    vanity_slug: template.vanitySlug,
    skills: template.skills,
    owner: { type: 'Organization', id: template.organizationId, name: owner?.name ?? '' },
    badges_count: state.badgesByTemplate.count(template.id),
    level: null,
    type_category: null,
    time_to_earn: null,
    cost: null,
    criteria_url: null,
    global_activity_url: null,
    reporting_tags: template.reportingTags,
    lock_badge_state: false,
    default_expires_at: null,
    badge_template_activities: [],
    alignments: [],
    recommendations: [],
    created_at: template.createdAt,
    updated_at: template.updatedAt,
    state_updated_at: template.stateUpdatedAt,
  };
}

function imageUrlOf(state: CredlyState, template: Template): string | null {
  return template.imageUrl === 'hosted' ? `${state.host.url}/images/${template.id}.svg` : template.imageUrl;
}

export function badgeView(state: CredlyState, badge: Badge): Record<string, unknown> {
  const template = state.templates.get(badge.templateId);
  const organization = state.organizations.get(badge.organizationId);
  const image = template ? imageUrlOf(state, template) : null;
  return {
    id: badge.id,
    state: badge.state,
    issued_to: issuedTo(badge),
    issued_to_first_name: badge.firstName,
    issued_to_middle_name: badge.middleName,
    issued_to_last_name: badge.lastName,
    recipient_email: badge.recipientEmail,
    issuer_earner_id: badge.issuerEarnerId,
    locale: badge.locale,
    public: true,
    issued_at: badge.issuedAt,
    issued_at_date: dayOf(badge.issuedAt),
    expires_at: badge.expiresAt,
    expires_at_date: badge.expiresAt === null ? null : dayOf(badge.expiresAt),
    created_at: badge.createdAt,
    updated_at: badge.updatedAt,
    state_updated_at: badge.stateUpdatedAt,
    replacement_badge_id: badge.replacementBadgeId,
    replaces_badge_id: badge.replacesBadgeId,
    revocation_reason: badge.revocationReason,
    suppress_badge_notification_email: badge.suppressEmail,
    country: badge.countryName,
    country_code: null,
    state_or_province: badge.stateOrProvince,
    image: image === null ? null : { id: badge.templateId, url: image },
    image_url: image,
    alignments: [],
    evidence: badge.evidence,
    badge_template: template ? templateView(state, template) : { id: badge.templateId },
    issuer: {
      summary: `issued by ${organization?.name ?? ''}`,
      entities: [{ label: 'Issued by', primary: true, entity: { type: 'Organization', id: badge.organizationId } }],
    },
    created_by: null,
    user: badge.userId === null ? {} : { id: badge.userId },
    ...linkOf(state, badge),
  };
}

function linkOf(state: CredlyState, badge: Badge): Fields {
  if (badge.state === 'pending') return { accept_badge_url: `${state.host.url}/badges/${badge.id}/accept` };
  return badge.userId === null ? {} : { badge_url: `${state.host.url}/badges/${badge.id}` };
}

/** The short form of the high-volume search. */
export function minimalBadgeView(state: CredlyState, badge: Badge): Fields {
  return {
    id: badge.id,
    issued_to: issuedTo(badge),
    issued_to_first_name: badge.firstName,
    issued_to_middle_name: badge.middleName,
    issued_to_last_name: badge.lastName,
    issuer_earner_id: badge.issuerEarnerId,
    public: true,
    recipient_email: badge.recipientEmail,
    state: badge.state,
    badge_url: badge.state === 'pending' ? null : `${state.host.url}/badges/${badge.id}`,
    issued_at: badge.issuedAt,
    expires_at: badge.expiresAt,
    created_at: badge.createdAt,
    updated_at: badge.updatedAt,
    state_updated_at: badge.stateUpdatedAt,
    badge_template: { id: badge.templateId, name: state.templates.get(badge.templateId)?.name ?? '' },
    user: badge.userId === null ? {} : { id: badge.userId },
  };
}

export function eventView(event: ProviderEvent, embedded: boolean): Fields {
  return {
    id: event.id,
    organization_id: event.organizationId,
    event_type: event.type,
    occurred_at: event.occurredAt,
    ...(embedded && { [event.type.startsWith('badge_template.') ? 'badge_template' : 'badge']: event.resource }),
  };
}

function issuedTo(badge: Badge): string {
  return [badge.firstName, badge.middleName, badge.lastName].filter((name) => name !== null).join(' ');
}
