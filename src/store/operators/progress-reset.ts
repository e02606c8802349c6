import { randomUUID } from 'node:crypto';
import { LaurelError } from '../../errors.ts';
import { told } from '../../told.ts';
import { groupRequirements } from '../../rules/groups.ts';
import { measure } from '../../rules/progress.ts';
import type { Register } from '../../rules/progress.ts';
import type { Database, Transaction } from '../database/database.ts';
import { appendHistory } from '../engine/history.ts';
import { lockLearner } from '../engine/learners.ts';
import { databaseClock } from '../engine/moment.ts';
import { loadProgress, writeFulfillments, writeProgress } from '../engine/progress.ts';
import type { FulfillmentWrite, ProgressKey, StoredProgress } from '../engine/progress.ts';
import { findTemplate, holdRulesRevision } from '../engine/templates.ts';
import type { StoredTemplate } from '../engine/templates.ts';
import { appendAudit } from './audit.ts';
import type { ChangedBy } from './audit.ts';
import { revokeInside } from './hand-awards.ts';

/** Whose progress on what shall begin anew. */
export interface ProgressReset {
  /** LMS user id. */
  readonly learner: number;
  /** Id of the badge template. */
  readonly template: string;
  /** Why; kept in history and audit. */
  readonly reason: string;
  /** Whether an awarded badge is revoked along, for ever (S17); otherwise it stays. */
  readonly revoke: boolean;
  /** What the learner, the public page and the provider are told of a revocation; left out: no reason. */
  readonly publicReason?: string | undefined;
}

/** What a reset did. */
export interface ResetReport {
  /** Ids of the requirements that were fulfilled, and are no more. */
  readonly requirements: readonly string[];
  /** The badge of the learner, or null when there is none. */
  readonly badge: { readonly id: string; readonly status: 'awarded' | 'revoked' } | null;
}

/** What evidence of a reset by hand names in place of an event's type. */
export const handResetType = 'laurel.progress.reset';

/**
 * Lets a learner's progress on a template begin anew. Each requirement's register is written at this moment (S11), so that events
 * which happened before, however late they come again, don't bring the old progress back, and later ones count.
 *
 * A badge that was awarded stays unless it shall be revoked; no penalty takes it before everything is met once more (S15).
 *
 * @param announces whether a revocation becomes a signal
 * @throws LaurelError LEARNER_NOT_FOUND, TEMPLATE_NOT_FOUND or PROGRESS_NOT_FOUND
 */
export function resetProgress(
  database: Database,
  reset: ProgressReset,
  by: ChangedBy,
  announces: boolean,
): Promise<ResetReport> {
  const { learner, template: slug, reason, revoke, publicReason } = reset;
  return database.transaction(async (transaction) => {
    await holdRulesRevision(transaction);
    const template = await findTemplate(transaction, slug);
    if (template === null) throw new LaurelError('TEMPLATE_NOT_FOUND', told`No badge template has the id "${slug}".`);
    if ((await lockLearner(transaction, learner)) === null)
      throw new LaurelError(
        'LEARNER_NOT_FOUND',
        told`No event about a badge has mentioned a learner with the LMS user id ${learner} yet.`,
      );
    const key: ProgressKey = { learner, template: template.key };
    const progress = await requireProgress(transaction, key, slug);
    const requirements = await clear(transaction, key, template, progress, { reason, by });
    const badge = await badgeAfter(transaction, progress, key, { revoke, reason, publicReason, by, announces });
    await appendAudit(transaction, {
      ...by,
      action: 'progress.reset',
      targetType: 'template',
      target: slug,
      reason,
      before: { learner, fulfilled: requirements, badge: progress.badge },
      after: { learner, fulfilled: [], badge: badge?.status ?? null },
    });
    return { requirements, badge };
  });
}

async function requireProgress(transaction: Transaction, key: ProgressKey, slug: string): Promise<StoredProgress> {
  const [found] = await loadProgress(transaction, [key]);
  if (found?.progress.started) return found.progress;
  throw new LaurelError(
    'PROGRESS_NOT_FOUND',
    told`No event about learner ${key.learner} has fulfilled a requirement of ${slug} yet.`,
  );
}

/** Writes every register that the template, or an earlier version of it, has. */
async function clear(
  transaction: Transaction,
  key: ProgressKey,
  template: StoredTemplate,
  { registers }: StoredProgress,
  { reason, by }: { readonly reason: string; readonly by: ChangedBy },
): Promise<string[]> {
  const now = await databaseClock(transaction);
  const eventId = randomUUID();
  const ids = new Set([...template.requirements.map(({ id }) => id), ...registers.keys()]);
  const writes = [...ids].map((requirement): FulfillmentWrite => {
    // An event may lie ahead of this moment, for clocks differ; its word ends, too.
    const time = Math.max(now, (registers.get(requirement)?.time ?? 0) + 1);
    const { version } = template;
    const evidence = {
      eventId,
      eventType: handResetType,
      eventSource: 'laurel',
      time,
      values: {},
      version,
      penalty: null,
    };
    return { ...key, requirement, fulfilled: false, evidence };
  });
  await writeFulfillments(transaction, writes);
  const cleared = new Map<string, Register>();
  await writeProgress(transaction, [{ ...key, measure: measure(groupRequirements(template.requirements), cleared) }]);
  const fulfilled = [...registers].flatMap(([id, register]) => (register.fulfilled ? [id] : [])).toSorted();
  await appendHistory(
    transaction,
    fulfilled.map((requirement) => ({
      ...key,
      kind: 'reset',
      event: null,
      details: { requirement, version: template.version, by: 'hand', actor: by.actor.id, reason },
    })),
  );
  return fulfilled;
}

async function badgeAfter(
  transaction: Transaction,
  { badge: status, badgeId: id }: StoredProgress,
  key: ProgressKey,
  {
    revoke,
    reason,
    publicReason,
    by,
    announces,
  }: Pick<ProgressReset, 'revoke' | 'reason' | 'publicReason'> & {
    readonly by: ChangedBy;
    readonly announces: boolean;
  },
): Promise<ResetReport['badge']> {
  if (status === null || id === null) return null;
  if (status === 'revoked' || !revoke) return { id, status };
  await revokeInside(transaction, { id, status, ...key }, reason, by, announces, publicReason);
  return { id, status: 'revoked' };
}
