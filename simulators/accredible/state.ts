import type { Host } from '../base/host.ts';
import type { Index, Table } from '../base/table.ts';
import type { Account, Activity, AttributeKey, Credential, Design, Group, Key } from './model.ts';
import type { AccountOptions, AccredibleOptions, AccredibleSwitches, GroupOptions } from './options.ts';
import { SearchIndex } from './search-index.ts';

const unlimited = 1_000_000_000;
const defaultDepartment = 12;

/** Everything that the simulated Accredible knows. */
export class AccredibleState {
  readonly host: Host;
  readonly switches: AccredibleSwitches;
  readonly accounts: Table<Account>;
  readonly keys: Table<Key>;
  readonly designs: Table<Design>;
  readonly groups: Table<Group>;
  readonly attributeKeys: Table<AttributeKey>;
  readonly credentials: Table<Credential>;
  readonly activities: Table<Activity>;
  readonly credentialsByGroup: Index<Credential>;
  readonly credentialsByLicense: Index<Credential>;
  readonly credentialsByEmail: Index<Credential>;
  readonly searchIndex: SearchIndex;

  constructor(host: Host, switches: AccredibleSwitches, options: AccredibleOptions) {
    this.host = host;
    this.switches = switches;
    const { store } = host;
    this.accounts = store.table('accounts');
    this.keys = store.table('keys');
    this.designs = store.table('designs');
    this.groups = store.table('groups');
    this.attributeKeys = store.table('attribute_keys');
    this.credentials = store.table('credentials');
    this.activities = store.table('activities');
    this.credentialsByGroup = this.credentials.index(({ groupId }) => [groupId]);
    this.credentialsByLicense = this.credentials.index(({ licenseId }) => (licenseId === null ? [] : [licenseId]));
    this.credentialsByEmail = this.credentials.index(({ groupId, recipient }) => [`${groupId} ${recipient.email}`]);
    this.searchIndex = new SearchIndex(this.credentials.all(), switches.indexDelayMs);
    if (!store.restored) for (const account of options.accounts) this.#seed(account);
  }

  /** Writes a credential, also to the search index. */
  putCredential(credential: Credential): Credential {
    this.searchIndex.note(credential.id, credential, this.host.clock.now());
    return this.credentials.put(credential);
  }

  deleteCredential(id: string): void {
    this.searchIndex.note(id, null, this.host.clock.now());
    this.credentials.delete(id);
  }

  addGroup(accountId: string, options: GroupOptions): Group {
    const now = this.host.clock.iso();
    const departmentId = options.department ?? defaultDepartment;
    const design =
      options.badgeDesign === undefined ? this.#addDesign(accountId, options.name, departmentId) : options.badgeDesign;
    return this.groups.put({
      id: String(options.id ?? this.#freeNumber(this.groups, 70_109, 'ids.group')),
      accountId,
      departmentId,
      name: options.name,
      courseName: options.courseName ?? options.name,
      courseDescription: options.courseDescription ?? '',
      courseLink: options.courseLink ?? null,
      badgeDesignId: design,
      certificateDesignId: options.certificateDesign ?? null,
      allowDuplicates: options.allowDuplicates ?? false,
      autoExpiryYears: options.autoExpiryYears ?? 0,
      private: options.private ?? false,
      metaData: options.metaData ?? null,
      createdAt: now,
      updatedAt: now,
    });
  }

  #addDesign(accountId: string, name: string, departmentId: number): number {
    const id = this.#freeNumber(this.designs, 8100, 'ids.design');
    this.designs.put({ id: String(id), accountId, name: `${name} badge`, kind: 'badge', departmentId });
    return id;
  }

  /** The next number of a series that no row has, the ones given by the options included. */
  #freeNumber(table: Table<Group> | Table<Design>, base: number, series: string): number {
    const number = base + this.host.next(series);
    return table.get(String(number)) ? this.#freeNumber(table, base, series) : number;
  }

  #seed(options: AccountOptions): void {
    const { id } = this.accounts.put({
      id: options.name ?? 'main',
      issuer: {
        id: options.issuer?.id ?? 30 + this.host.next('ids.issuer'),
        name: options.issuer?.name ?? 'Sim Academy',
        url: options.issuer?.url ?? 'https://academy.example.org',
        email: options.issuer?.email ?? 'issuer@example.org',
      },
      credits: options.credits ?? unlimited,
      sandboxMode: options.sandboxMode ?? false,
    });
    for (const entry of options.keys) {
      const { key, department } = typeof entry === 'string' ? { key: entry, department: undefined } : entry;
      this.keys.put({ id: key, accountId: id, departmentId: department ?? null });
    }
    for (const design of options.designs ?? [])
      this.designs.put({
        id: String(design.id),
        accountId: id,
        name: design.name,
        kind: design.kind ?? 'badge',
        departmentId: design.department ?? defaultDepartment,
      });
    for (const { name, kind } of options.attributeKeys ?? [])
      this.attributeKeys.put({
        id: String(this.host.next('ids.attribute')),
        accountId: id,
        name,
        kind: kind ?? 'text',
      });
    for (const group of options.groups ?? []) this.addGroup(id, group);
  }
}
