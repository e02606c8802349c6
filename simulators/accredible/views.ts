import type { Fields } from '../base/values.ts';
import type { Account, Credential, Design, Evidence, Group } from './model.ts';
import type { AccredibleState } from './state.ts';

/** The rows in the form of the API. */

export function issuerView({ issuer, credits }: Account): Fields {
  return {
    id: issuer.id,
    name: issuer.name,
    email: issuer.email,
    certificate_left: credits,
    language: 'en',
    url: issuer.url,
    spiderable: true,
    whitelisted_domain: null,
    linkedin_company_id: null,
    linkedin_school_id: null,
  };
}

export function groupView(group: Group): Fields {
  return {
    id: Number(group.id),
    name: group.name,
    course_name: group.courseName,
    course_description: group.courseDescription,
    course_link: group.courseLink,
    language: 'en',
    learning_outcomes: null,
    design_id: null,
    certificate_design_id: group.certificateDesignId,
    badge_design_id: group.badgeDesignId,
    primary_design_id: group.badgeDesignId ?? group.certificateDesignId,
    department_id: group.departmentId,
    meta_data: group.metaData,
    attach_pdf: false,
    blockchain: false,
    auto_expiry: group.autoExpiryYears,
    generate_private_credential: group.private,
    skill_category: null,
    achievement_type: 'Badge',
    collections: [],
    created_at: group.createdAt,
    updated_at: group.updatedAt,
  };
}

export function designView(state: AccredibleState, design: Design): Fields {
  const groups = state.groups
    .all()
    .filter(({ badgeDesignId, certificateDesignId }) =>
      [badgeDesignId, certificateDesignId].includes(Number(design.id)),
    );
  return {
    id: Number(design.id),
    name: design.name,
    kind: design.kind,
    department_id: design.departmentId,
    rasterized_content_url: `${state.host.url}/v1/sim/designs/${design.id}/raster`,
    groups: groups.map(({ id, name }) => ({ id: Number(id), name })),
    meta_data: null,
  };
}

/** A credential as create, get, update and delete answer it. */
export function credentialView(state: AccredibleState, credential: Credential): Record<string, unknown> {
  const group = state.groups.get(credential.groupId);
  const { recipient } = credential;
  const issuer = state.accounts.get(credential.accountId)?.issuer;
  const { url } = state.host;
  return {
    id: credential.id,
    name: credential.name,
    description: credential.description,
    approve: credential.approve,
    grade: null,
    complete: credential.complete,
    issued_on: credential.issuedOn,
    expired_on: credential.expiredOn,
    course_link: group?.courseLink ?? null,
    custom_attributes: credential.customAttributes,
    group_name: group?.name ?? null,
    group_id: Number(credential.groupId),
    url: `${url}/c/${credential.encodedId}`,
    encoded_id: credential.encodedId,
    private: credential.private,
    seo_image: `${url}/i/seo/${credential.id}`,
    certificate: { image: { preview: group?.certificateDesignId ? `${url}/i/c/${credential.id}` : null } },
    badge: { image: { preview: group?.badgeDesignId ? `${url}/i/b/${credential.id}` : null } },
    evidence_items: credential.evidence.map(evidenceView),
    references: credential.references,
    recipient: {
      name: recipient.name,
      email: recipient.email,
      phone_number: recipient.phone,
      id: recipient.id,
      meta_data: recipient.metaData,
    },
    issuer: issuer && { id: issuer.id, name: issuer.name, url: issuer.url, description: null },
    meta_data: credential.metaData,
  };
}

export function evidenceView({ id, description, category, url, stringObject }: Evidence): Fields {
  return {
    id,
    description,
    preview_image_url: null,
    link_url: url,
    type: category,
    string_object: stringObject ?? null,
    supplemental: false,
    position: id,
  };
}

/** A credential as the search shows it: flat, with numbers for ids. */
export function foundView(state: AccredibleState, credential: Credential): Record<string, unknown> {
  const group = state.groups.get(credential.groupId);
  const { recipient } = credential;
  return {
    id: Number(credential.id),
    uuid: credential.uuid,
    encoded_id: credential.encodedId,
    license_id: credential.licenseId,
    name: credential.name,
    approve: credential.approve,
    grade: null,
    published_on: credential.publishedOn,
    issued_on: credential.issuedOn,
    expired_on: credential.expiredOn,
    recipient_name: recipient.name,
    recipient_email: recipient.email,
    recipient_id: recipient.id,
    recipient_meta_data: recipient.metaData ?? {},
    meta_data: credential.metaData ?? {},
    custom_attributes: credential.customAttributes ?? {},
    private: credential.private,
    recipient_opened: credential.opened,
    recipient_engaged: false,
    issuer_id: state.accounts.get(credential.accountId)?.issuer.id,
    seo_image: `${state.host.url}/i/seo/${credential.id}`,
    group: {
      id: Number(credential.groupId),
      name: group?.name ?? null,
      course_name: group?.courseName ?? null,
      badge_design_id: group?.badgeDesignId ?? null,
      certificate_design_id: group?.certificateDesignId ?? null,
    },
    created_at: credential.createdAt,
    updated_at: credential.updatedAt,
  };
}
