import { json, Refusal, type Call, type Route } from '../../base/answer.ts';
import { countOf, fieldsOf, listOf, pageOf } from '../../base/values.ts';
import { organizationOf } from '../auth.ts';
import { pageLink, paged, refuse, single } from '../envelope.ts';
import { issue, refuseDuplicates } from '../issue.ts';
import type { Badge, Organization } from '../model.ts';
import { readOrder } from '../order.ts';
import { applyFilter, applySort, filterOf, oneOf, type Filter, type Judge, type SortKey } from '../query.ts';
import type { CredlyState } from '../state.ts';
import { badgeView, minimalBadgeView } from '../views.ts';

const path = '/organizations/:organization/badges';
const read = { permission: 'read', scope: 'issued_badges' } as const;
const write = { permission: 'write', scope: 'issued_badges' } as const;

/** Issuing and reading of badges. */
export function badgeRoutes(state: CredlyState): Route[] {
  return [
    { name: 'badges.issue', method: 'POST', path, handle: (call) => issueOne(state, call) },
    { name: 'badges.list', method: 'GET', path, handle: (call) => list(state, call) },
    { name: 'badges.get', method: 'GET', path: `${path}/:badge`, handle: (call) => get(state, call) },
    { name: 'badges.batch', method: 'POST', path: `${path}/batch`, handle: (call) => issueBatch(state, call) },
    {
      name: 'badges.high_volume_search',
      method: 'GET',
      path: '/organizations/:organization/high_volume_issued_badge_search',
      handle: (call) => highVolumeSearch(state, call),
    },
  ];
}

function issueOne(state: CredlyState, call: Call) {
  const organization = organizationOf(state, call, write);
  return single(201, badgeView(state, issue(state, readOrder(state, organization, call.body))));
}

/** All or nothing by default: everything is checked before anything is issued. */
function issueBatch(state: CredlyState, call: Call) {
  const organization = organizationOf(state, call, write);
  if (state.switches.batch === 'retired') throw refuse(state, 404, 'Simulated: no such path');
  const bodies = listOf(fieldsOf(call.body)['badges']);
  if (bodies.length === 0) throw refuse(state, 422, "Validation failed: badges can't be blank (simulated)");
  if (state.switches.batch === 'partial') return issuePartially(state, organization, bodies);
  const orders = bodies.map((body) => readOrder(state, organization, body));
  refuseDuplicates(state, orders);
  return single(
    201,
    orders.map((order) => badgeView(state, issue(state, order))),
  );
}

/** Issues what can be issued; what can't is told in the metadata, by its place in the request. */
function issuePartially(state: CredlyState, organization: Organization, bodies: readonly unknown[]) {
  const data: unknown[] = [];
  const errors: unknown[] = [];
  for (const [index, body] of bodies.entries()) {
    try {
      data.push(badgeView(state, issue(state, readOrder(state, organization, body))));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      errors.push({ index, error: error.answer.body });
    }
  }
  return json(201, { data, metadata: { errors } });
}

const judges = (state: CredlyState): Readonly<Record<string, Judge<Badge>>> => ({
  recipient_email: (badge, value) => badge.recipientEmail.toLowerCase() === value.toLowerCase(),
  recipient_email_all: (badge, value) => addressesOf(state, value).includes(badge.recipientEmail.toLowerCase()),
  issuer_earner_id: (badge, value) => oneOf(badge.issuerEarnerId, value),
  badge_template_id: (badge, value) => oneOf(badge.templateId, value),
  state: (badge, value) => oneOf(badge.state, value),
  public: (_badge, value) => value === 'true',
  user_id: (badge, value) => oneOf(badge.userId, value),
  query: (badge, value) =>
    `${badge.firstName} ${badge.lastName} ${badge.recipientEmail}`.toLowerCase().includes(value.toLowerCase()),
  'badge_templates[reporting_tags]': (badge, value) =>
    state.templates.get(badge.templateId)?.reportingTags.some((tag) => oneOf(tag, value)) ?? false,
  expires_at_date_max: (badge, value) => badge.expiresAt !== null && badge.expiresAt.slice(0, 10) <= value,
});

const sortKeys: Readonly<Record<string, SortKey<Badge>>> = {
  issued_at: ({ issuedAt }) => issuedAt,
  created_at: ({ createdAt }) => createdAt,
  updated_at: ({ updatedAt }) => updatedAt,
};

function list(state: CredlyState, call: Call) {
  return paged(state, call, found(state, call), (badge) => badgeView(state, badge));
}

/** The organization's badges that the filter lets pass, sorted. */
function found(state: CredlyState, call: Call): Badge[] {
  const organization = organizationOf(state, call, read);
  const filter = filterOf(call);
  const own = candidates(state, filter).filter(({ organizationId }) => organizationId === organization.id);
  return applySort(applyFilter(own, filter, judges(state)), call, sortKeys);
}

/** What an index gives for the filter, else everything. */
function candidates(state: CredlyState, filter: Filter): Badge[] {
  const earner = filter.get('issuer_earner_id');
  if (earner !== undefined && !earner.includes(',')) return state.badgesByEarner.of(earner);
  const email = filter.get('recipient_email');
  return email === undefined ? state.badges.all() : state.badgesByEmail.of(email.toLowerCase());
}

/** All addresses of the account that has this one; the address itself when there is no account. */
function addressesOf(state: CredlyState, email: string): readonly string[] {
  const address = email.toLowerCase();
  return state.usersByEmail.of(address)[0]?.emails ?? [address];
}

function get(state: CredlyState, call: Call) {
  const organization = organizationOf(state, call, read);
  return single(200, badgeView(state, badgeOf(state, organization, call)));
}

/** The badge of the path. */
export function badgeOf(state: CredlyState, organization: Organization, call: Call): Badge {
  const badge = state.badges.get(call.params['badge'] ?? '');
  if (!badge || badge.organizationId !== organization.id) throw refuse(state, 404, 'Simulated: no such badge');
  return badge;
}

/** Bulk reading: the metadata has nothing but the address of the next page, which keeps the query. */
function highVolumeSearch(state: CredlyState, call: Call) {
  const rows = found(state, call);
  const number = countOf(call.query['page'], 1);
  const page = pageOf(rows, number, state.switches.pageSize);
  const show = call.query['badge_format'] === 'default' ? badgeView : minimalBadgeView;
  return json(200, {
    data: page.items.map((badge) => show(state, badge)),
    metadata: { next_page_url: number < page.pages ? pageLink(state, call, number + 1, true) : null },
  });
}
