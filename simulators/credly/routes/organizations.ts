import type { Call, Route } from '../../base/answer.ts';
import { wordFrom } from '../../base/random.ts';
import { fieldsOf, textOf } from '../../base/values.ts';
import { organizationOf, tokenOf } from '../auth.ts';
import { refuse, single } from '../envelope.ts';
import { tokenLifetimeDays, type CredlyState } from '../state.ts';
import { organizationView } from '../views.ts';

const path = '/organizations/:organization';

export function organizationRoutes(state: CredlyState): Route[] {
  return [
    { name: 'organizations.list', method: 'GET', path: '/organizations', handle: (call) => list(state, call) },
    { name: 'organizations.get', method: 'GET', path, handle: (call) => get(state, call) },
    { name: 'organizations.update', method: 'PUT', path, handle: (call) => update(state, call) },
    {
      name: 'authorization_tokens.rotate',
      method: 'POST',
      path: `${path}/authorization_tokens/rotate`,
      handle: (call) => rotate(state, call),
    },
  ];
}

function list(state: CredlyState, call: Call) {
  const token = tokenOf(state, call, { permission: 'read', scope: null });
  const visible = state.organizations.all().filter(({ id }) => id === token.organizationId);
  return single(
    200,
    visible.map((organization) => organizationView(state, organization)),
  );
}

function get(state: CredlyState, call: Call) {
  return single(200, organizationView(state, organizationOf(state, call, { permission: 'read', scope: null })));
}

function update(state: CredlyState, call: Call) {
  const organization = organizationOf(state, call, { permission: 'write', scope: null });
  const fields = fieldsOf(call.body);
  const webhookUrl = fields['webhook_url'] === undefined ? organization.webhookUrl : textOf(fields['webhook_url']);
  if (webhookUrl !== null && !/^https?:$/.test(URL.parse(webhookUrl)?.protocol ?? ''))
    throw refuse(state, 422, 'Validation failed: webhook_url is no http or https address (simulated)');
  if ('name' in fields && textOf(fields['name']) === null)
    throw refuse(state, 422, "Validation failed: name can't be blank (simulated)");
  const changed = state.organizations.put({
    ...organization,
    webhookUrl,
    name: textOf(fields['name']) ?? organization.name,
    bio: 'bio' in fields ? textOf(fields['bio']) : organization.bio,
    websiteUrl: 'website_url' in fields ? textOf(fields['website_url']) : organization.websiteUrl,
    contactEmail: 'contact_email' in fields ? textOf(fields['contact_email']) : organization.contactEmail,
    updatedAt: state.host.clock.iso(),
  });
  return single(200, organizationView(state, changed));
}

/** The token of the call gets a new value; the old one is refused from now on. */
function rotate(state: CredlyState, call: Call) {
  const need = { permission: 'write', scope: 'authorization_tokens' } as const;
  const organization = organizationOf(state, call, need);
  const old = tokenOf(state, call, need);
  if (old.kind !== 'authorization') throw refuse(state, 422, 'Simulated: only an authorization token can be rotated');
  const now = state.host.clock.now();
  const token = state.tokens.put({
    ...old,
    token: wordFrom(32, old.token, state.host.next('rotations')),
    createdAt: new Date(now).toISOString(),
    expiresAt: new Date(now + tokenLifetimeDays * 86_400_000).toISOString(),
  });
  return single(state.switches.rotateStatus, {
    id: token.id,
    token: token.token,
    owner_id: organization.id,
    description: 'rotated',
    write_enabled: token.write,
    read_enabled: token.read,
    delete_enabled: token.delete,
    created_at: token.createdAt,
    expires_at: token.expiresAt,
    owner: { type: 'Organization', id: organization.id, name: organization.name },
  });
}
