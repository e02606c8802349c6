import type { Host } from '../base/host.ts';
import { uuidFrom } from '../base/random.ts';
import type { Index, Table } from '../base/table.ts';
import type { Badge, Delivery, OauthClient, Organization, ProviderEvent, Template, Token, User } from './model.ts';
import type { CredlyOptions, CredlySwitches, OrganizationOptions, TemplateOptions } from './options.ts';

const day = 86_400_000;
/** Authorization tokens stop working after so many days. */
export const tokenLifetimeDays = 180;

export const oauthScopes = [
  'authorization_tokens',
  'badge_templates',
  'events',
  'invitations',
  'issued_badges',
  'memberships',
  'recommendations',
  'workforce',
];

/** Everything that the simulated Credly knows. */
export class CredlyState {
  readonly host: Host;
  readonly switches: CredlySwitches;
  readonly organizations: Table<Organization>;
  readonly tokens: Table<Token>;
  readonly oauthClients: Table<OauthClient>;
  readonly templates: Table<Template>;
  readonly badges: Table<Badge>;
  readonly users: Table<User>;
  readonly events: Table<ProviderEvent>;
  readonly deliveries: Table<Delivery>;
  readonly tokensByValue: Index<Token>;
  readonly badgesByTemplate: Index<Badge>;
  readonly badgesByEarner: Index<Badge>;
  readonly badgesByEmail: Index<Badge>;
  readonly badgesByUser: Index<Badge>;
  readonly usersByEmail: Index<User>;
  readonly deliveriesByState: Index<Delivery>;

  constructor(host: Host, switches: CredlySwitches, options: CredlyOptions) {
    this.host = host;
    this.switches = switches;
    const { store } = host;
    this.organizations = store.table('organizations');
    this.tokens = store.table('tokens');
    this.oauthClients = store.table('oauth_clients');
    this.templates = store.table('templates');
    this.badges = store.table('badges');
    this.users = store.table('users');
    this.events = store.table('events');
    this.deliveries = store.table('deliveries');
    this.tokensByValue = this.tokens.index((token) => [token.token]);
    this.badgesByTemplate = this.badges.index((badge) => [badge.templateId]);
    this.badgesByEarner = this.badges.index((badge) => (badge.issuerEarnerId === null ? [] : [badge.issuerEarnerId]));
    this.badgesByEmail = this.badges.index((badge) => [badge.recipientEmail.toLowerCase()]);
    this.badgesByUser = this.badges.index((badge) => (badge.userId === null ? [] : [badge.userId]));
    this.usersByEmail = this.users.index((user) => user.emails);
    this.deliveriesByState = this.deliveries.index((delivery) => [delivery.state]);
    if (!store.restored) for (const organization of options.organizations) this.#seed(organization);
  }

  addTemplate(organizationId: string, options: TemplateOptions): Template {
    const now = this.host.clock.iso();
    const state = options.state ?? 'active';
    return this.templates.put({
      id: options.id ?? this.host.uuid('template'),
      organizationId,
      name: options.name,
      description: options.description ?? '',
      state,
      allowDuplicateBadges: options.allowDuplicateBadges ?? false,
      public: options.public ?? true,
      imageUrl: options.imageUrl === undefined ? (state === 'draft' ? null : 'hosted') : options.imageUrl,
      vanitySlug: slugOf(options.name),
      skills: options.skills ?? [],
      reportingTags: options.reportingTags ?? [],
      createdAt: now,
      updatedAt: now,
      stateUpdatedAt: null,
    });
  }

  /** The account of an address, made when there is none. */
  userOf(email: string): User {
    const address = email.toLowerCase();
    const known = this.usersByEmail.of(address)[0];
    return known ?? this.users.put({ id: this.host.uuid('user'), emails: [address] });
  }

  #seed(options: OrganizationOptions): void {
    const now = this.host.clock.iso();
    const { id } = this.organizations.put({
      id: options.id ?? this.host.uuid('organization'),
      name: options.name,
      webhookUrl: options.webhookUrl ?? null,
      websiteUrl: null,
      bio: null,
      contactEmail: null,
      createdAt: now,
      updatedAt: now,
    });
    for (const entry of options.tokens) {
      const token = typeof entry === 'string' ? { token: entry } : entry;
      this.tokens.put({
        id: uuidFrom('token', id, token.token),
        kind: 'authorization',
        organizationId: id,
        token: token.token,
        read: token.read ?? true,
        write: token.write ?? true,
        delete: token.delete ?? true,
        scopes: null,
        createdAt: now,
        expiresAt: token.expiresAt ?? new Date(Date.parse(now) + tokenLifetimeDays * day).toISOString(),
      });
    }
    for (const client of options.oauthClients ?? [])
      this.oauthClients.put({
        id: client.id,
        organizationId: id,
        secret: client.secret,
        scopes: client.scopes ?? oauthScopes,
      });
    for (const template of options.templates ?? []) this.addTemplate(id, template);
  }
}

function slugOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
}
