import { z } from 'zod';
import { json, Refusal, type Answer, type Call, type ControlRoute } from '../base/answer.ts';
import { listing, tally } from '../base/control.ts';
import { changeBadge } from './issue.ts';
import type { Badge, Template } from './model.ts';
import { noteTemplate } from './notes.ts';
import type { CredlyState } from './state.ts';
import { templateView } from './views.ts';

const templateSchema = z.strictObject({
  name: z.string().min(1).optional(),
  description: z.string().optional(),
  state: z.enum(['draft', 'active', 'archived']).optional(),
  image_url: z.string().nullable().optional(),
  allow_duplicate_badges: z.boolean().optional(),
});
const newTemplateSchema = templateSchema.extend({ organization: z.string(), name: z.string().min(1) });
const userSchema = z.strictObject({ emails: z.array(z.string().min(3)).min(1) });

/** What people and tests do to the simulated Credly from outside its API. */
export function credlyControl(state: CredlyState): ControlRoute[] {
  return [
    { method: 'GET', path: '/_sim/badges', handle: (call) => badges(state, call) },
    { method: 'GET', path: '/_sim/webhooks', handle: () => json(200, { deliveries: state.deliveries.all() }) },
    { method: 'POST', path: '/_sim/badges/:id/accept', handle: (call) => decide(state, call, 'accepted') },
    { method: 'POST', path: '/_sim/badges/:id/reject', handle: (call) => decide(state, call, 'rejected') },
    { method: 'POST', path: '/_sim/users', handle: (call) => addUser(state, call) },
    { method: 'POST', path: '/_sim/templates', handle: (call) => createTemplate(state, call) },
    { method: 'POST', path: '/_sim/templates/:id', handle: (call) => changeTemplate(state, call, call.body) },
    {
      method: 'POST',
      path: '/_sim/templates/:id/archive',
      handle: (call) => changeTemplate(state, call, { state: 'archived' }),
    },
    { method: 'DELETE', path: '/_sim/templates/:id', handle: (call) => deleteTemplate(state, call) },
  ];
}

/** Every badge of every organization, in the order of issue, with counters. */
function badges(state: CredlyState, call: Call): Answer {
  const rows = state.badges
    .all()
    .toSorted((a, b) => a.createdAt.localeCompare(b.createdAt) || a.id.localeCompare(b.id));
  return json(200, {
    counters: {
      by_state: tally(rows, (badge) => badge.state),
      by_template: tally(rows, (badge) => badge.templateId),
      issued: state.host.count('issued'),
      revoked: state.host.count('revoked'),
      deleted: state.host.count('deleted'),
      duplicates_refused: state.host.count('duplicates refused'),
    },
    ...listing(call, 'badges', rows, plainBadge),
  });
}

function plainBadge(badge: Badge): unknown {
  return {
    id: badge.id,
    organization_id: badge.organizationId,
    badge_template_id: badge.templateId,
    recipient_email: badge.recipientEmail,
    recipient_name: `${badge.firstName} ${badge.lastName}`,
    issuer_earner_id: badge.issuerEarnerId,
    state: badge.state,
    issued_at: badge.issuedAt,
    revoked: badge.state === 'revoked',
    revocation_reason: badge.revocationReason,
    replaces_badge_id: badge.replacesBadgeId,
    replacement_badge_id: badge.replacementBadgeId,
    created_at: badge.createdAt,
  };
}

/** The earner accepts or rejects a pending badge; accepting makes an account. A browser is sent back to the overview. */
function decide(state: CredlyState, call: Call, decision: 'accepted' | 'rejected'): Answer {
  const badge = state.badges.get(call.params['id'] ?? '');
  if (!badge) throw new Refusal(json(404, { error: 'no such badge' }));
  if (badge.state !== 'pending') throw new Refusal(json(409, { error: `the badge is ${badge.state}, not pending` }));
  const userId = decision === 'accepted' ? (badge.userId ?? state.userOf(badge.recipientEmail).id) : badge.userId;
  const changed = changeBadge(state, badge, { state: decision, userId });
  const browser = call.header('accept')?.includes('text/html') ?? false;
  return browser ? { status: 303, headers: { location: '/' } } : json(200, { badge: plainBadge(changed) });
}

/** Makes an account with several addresses: badges to any of them go to one person. */
function addUser(state: CredlyState, call: Call): Answer {
  const { emails } = userSchema.parse(call.body);
  const addresses = emails.map((email) => email.toLowerCase());
  if (addresses.some((address) => state.usersByEmail.count(address) > 0))
    throw new Refusal(json(409, { error: 'one of the addresses has an account' }));
  return json(201, { user: state.users.put({ id: state.host.uuid('user'), emails: addresses }) });
}

function createTemplate(state: CredlyState, call: Call): Answer {
  const wanted = newTemplateSchema.parse(call.body);
  if (!state.organizations.get(wanted.organization)) throw new Refusal(json(404, { error: 'no such organization' }));
  const template = state.addTemplate(wanted.organization, {
    name: wanted.name,
    description: wanted.description ?? '',
    state: wanted.state ?? 'active',
    allowDuplicateBadges: wanted.allow_duplicate_badges ?? false,
    ...(wanted.image_url !== undefined && { imageUrl: wanted.image_url }),
  });
  noteTemplate(state, 'badge_template.created', template);
  return json(201, { template: templateView(state, template) });
}

function changeTemplate(state: CredlyState, call: Call, body: unknown): Answer {
  const template = templateOf(state, call);
  const wanted = templateSchema.parse(body ?? {});
  const now = state.host.clock.iso();
  const moved = wanted.state !== undefined && wanted.state !== template.state;
  const changed = state.templates.put({
    ...template,
    name: wanted.name ?? template.name,
    description: wanted.description ?? template.description,
    state: wanted.state ?? template.state,
    imageUrl: wanted.image_url === undefined ? template.imageUrl : wanted.image_url,
    allowDuplicateBadges: wanted.allow_duplicate_badges ?? template.allowDuplicateBadges,
    updatedAt: now,
    stateUpdatedAt: moved ? now : template.stateUpdatedAt,
  });
  noteTemplate(state, 'badge_template.changed', changed);
  return json(200, { template: templateView(state, changed) });
}

function deleteTemplate(state: CredlyState, call: Call): Answer {
  const template = templateOf(state, call);
  state.templates.delete(template.id);
  noteTemplate(state, 'badge_template.deleted', template);
  return { status: 204 };
}

function templateOf(state: CredlyState, call: Call): Template {
  const template = state.templates.get(call.params['id'] ?? '');
  if (!template) throw new Refusal(json(404, { error: 'no such template' }));
  return template;
}
