import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { StoredKeys } from '../../src/issuing/accounts/account-keys.ts';
import { createAccredibleProvider } from '../../src/issuing/accredible/provider.ts';
import type { Delivery } from '../../src/issuing/delivery/counters.ts';
import { createCredlyProvider } from '../../src/issuing/credly/provider.ts';
import type { IssuingParts } from '../../src/issuing/openedx/issuing-parts.ts';
import { createOpenedxProvider } from '../../src/issuing/openedx/provider.ts';
import type { Provider } from '../../src/issuing/provider.ts';
import type { ExternalState } from '../../src/store/delivery/external.ts';
import { createRateLimits } from '../../src/issuing/http/rate-limit.ts';
import { DeliveryWorker } from '../../src/issuing/delivery/worker.ts';
import type { Holder } from '../../src/rules/template.ts';
import type { DeliverySettings, RetiredSettings } from '../../src/settings.ts';
import type { EnvironmentSettings } from '../../src/settings/environments.ts';
import { insertBadges, revokeBadges } from '../../src/store/engine/badges.ts';
import type { Database } from '../../src/store/database/database.ts';
import type { AccountId } from '../../src/store/operators/connections.ts';
import { retryManyByHand } from '../../src/store/operators/hand-retries.ts';
import { stepRetryJob } from '../../src/store/operators/retry-jobs.ts';
import { insertTemplate } from '../../src/store/engine/templates.ts';
import { silent } from './database.ts';

/** Settings in which everything that takes minutes in production takes milliseconds. */
export const quick: DeliverySettings = {
  concurrency: 4,
  timeoutMs: 5_000,
  leaseMs: 12_000,
  pollMs: 10,
  retry: { baseMs: 10, capMs: 60 },
  ratePerSecond: 1_000,
  earnerIdPrefix: null,
};

/** As the platform has them unless told otherwise. */
export const retiredForms: RetiredSettings = {
  usernamePrefix: 'retired__user_',
  emailPrefix: 'retired__user_',
  emailDomain: 'retired.invalid',
};

/** For tests in which calls do time out. */
export const impatient = { timeoutMs: 250 };

export interface ProviderAccess {
  /** Of the Credly simulator. */
  readonly credlyUrl?: string;
  readonly organizations?: Readonly<Record<string, string>>;
  /** Of the Accredible simulator. */
  readonly accredibleUrl?: string;
  readonly accounts?: Readonly<Record<string, string>>;
  /** Which environments are in use, and where the others are; unless told there is one alone. */
  readonly environments?: Readonly<Record<'credly' | 'accredible', Partial<EnvironmentSettings>>>;
  /** Keys of connections; without it there are those above alone. */
  readonly stored?: StoredKeys;
  /** What Laurel issues its own badges with; without it there is no issuer. */
  readonly issuing?: IssuingParts;
}

/** A delivery worker with the real adapters, not started yet, and what it told of its deliveries. */
export function makeWorker(
  database: Database,
  access: ProviderAccess,
  given: Partial<DeliverySettings> = {},
  logger: Logger = silent,
): { worker: DeliveryWorker; deliveries: Delivery[] } {
  const settings = { ...quick, ...given };
  const limits = createRateLimits(settings.ratePerSecond, database);
  const { timeoutMs } = settings;
  const stored = access.stored === undefined ? {} : { stored: access.stored };
  const real: readonly Provider[] = [
    createOpenedxProvider(access.issuing ?? null),
    createCredlyProvider({
      settings: {
        ...access.environments?.credly,
        apiBaseUrl: access.credlyUrl ?? 'http://127.0.0.1:9/v1/',
        organizations: new Map(Object.entries(access.organizations ?? {})),
      },
      timeoutMs,
      limits,
      ...stored,
    }),
    createAccredibleProvider({
      settings: {
        ...access.environments?.accredible,
        apiBaseUrl: access.accredibleUrl ?? 'http://127.0.0.1:9/',
        accounts: new Map(Object.entries(access.accounts ?? {})),
      },
      timeoutMs,
      limits,
      ...stored,
    }),
  ];
  const deliveries: Delivery[] = [];
  const worker = new DeliveryWorker({
    database,
    providers: new Map(real.map((provider) => [provider.origin, provider])),
    limits,
    settings,
    retired: retiredForms,
    logger,
    onDelivery: (delivery) => deliveries.push(delivery),
    stopGraceMs: 50,
  });
  return { worker, deliveries };
}

/** A template without rules, which is all that delivering needs; returns its key. */
export function addTemplate(database: Database, holder: Holder): Promise<number> {
  return database.transaction((transaction) =>
    insertTemplate(transaction, {
      id: `template-${randomUUID()}`,
      name: 'Data Stewardship',
      description: '',
      imageUrl: null,
      holder,
      active: true,
      requirements: [],
      penalties: [],
    }),
  );
}

let learners = 0;

/** So many learners, each with a badge of the template whose issue is due; returns the badge ids. */
export async function addBadges(
  database: Database,
  template: number,
  count = 1,
  { email, firstLearner }: { email?: string; firstLearner?: number } = {},
): Promise<string[]> {
  const badges = Array.from({ length: count }, (_, index) => ({
    id: randomUUID(),
    learner: firstLearner === undefined ? ++learners : firstLearner + index,
  }));
  const earnedAt = Date.parse('2026-03-02T14:05:00Z') * 1_000;
  await database.transaction(async (transaction) => {
    for (const { learner } of badges) {
      await transaction.query(
        `INSERT INTO learner (id, username, email, name, is_active, identity_time, identity_event)
         VALUES ($1, $2, $3, 'Ada Lovelace', true, now(), '')`,
        [learner, `learner${learner}`, email ?? `learner${learner}@example.org`],
      );
    }
    await insertBadges(
      transaction,
      badges.map(({ id, learner }) => ({ id, learner, template, earnedAt, signalledAt: earnedAt, revoked: null })),
    );
  });
  return badges.map(({ id }) => id);
}

/** Adds one badge and returns its id. */
export async function addBadge(database: Database, template: number, given?: { email?: string }): Promise<string> {
  const [badge] = await addBadges(database, template, 1, given);
  if (badge === undefined) throw new Error('no badge');
  return badge;
}

/** Revokes badges the way the consumer does. */
export async function revoke(database: Database, ...badgeIds: string[]): Promise<void> {
  const at = Date.parse('2026-03-05T10:00:00Z') * 1_000;
  await database.transaction((transaction) =>
    revokeBadges(
      transaction,
      badgeIds.map((badgeId) => ({ badgeId, at, reason: 'Grade withdrawn' })),
    ),
  );
}

export interface BadgeRow {
  readonly id: string;
  readonly learner_id: number;
  readonly earner_id: string | null;
  readonly environment: string | null;
  readonly closed: string | null;
  readonly status: 'awarded' | 'revoked';
  readonly state: ExternalState;
  readonly due: 'issue' | 'revoke' | null;
  readonly external_id: string | null;
  readonly uncertain: boolean;
  readonly failures: number;
  readonly last_status: number | null;
  readonly last_body: string | null;
}

export async function badgeRow(database: Database, id: string): Promise<BadgeRow> {
  const [row] = await database.query<BadgeRow>('SELECT * FROM badge WHERE id = $1', [id]);
  if (!row) throw new Error('no such badge');
  return row;
}

/** What the history tells of a badge, oldest first. */
export async function historyOf(database: Database, id: string): Promise<string[]> {
  const rows = await database.query<{ kind: string }>(
    `SELECT kind FROM history WHERE details ->> 'badge' = $1 ORDER BY id`,
    [id],
  );
  return rows.map(({ kind }) => kind);
}

/** Badges with something due, now or later. */
export async function dueCount(database: Database): Promise<number> {
  const [row] = await database.query<{ due: number }>('SELECT count(*) AS due FROM badge WHERE due IS NOT NULL');
  return row?.due ?? 0;
}

/** Makes a database as good as new, at a hundredth of the cost. */
export async function emptyTables(database: Database): Promise<void> {
  await database.query(
    'TRUNCATE badge, history, learner, badge_template, badge_template_version, provider_account, account_turns, account_lane, outbox CASCADE',
  );
}

/** Makes all failed deliveries of an account due, or those of all (null); returns how many that were. */
export async function retryFailed(database: Database, account: AccountId | null): Promise<number> {
  let job = await retryManyByHand(database, account, { actor: { id: 'cli:test', name: 'test' } });
  while (job.finishedAt === null) job = (await stepRetryJob(database, job.id)) ?? job;
  return job.retried;
}
