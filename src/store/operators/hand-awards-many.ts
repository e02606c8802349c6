import { LaurelError } from '../../errors.ts';
import type { Database } from '../database/database.ts';
import { findTemplate } from '../engine/templates.ts';
import type { ChangedBy } from './audit.ts';
import { checkLearners } from './bulk-check.ts';
import type { BulkAction } from './bulk-check.ts';
import type { LeftOut } from './bulk-wish.ts';
import { awardByHand, revokeOfLearner } from './hand-awards.ts';

/** What somebody wants done for many learners, and why. */
export interface ManyAwards {
  readonly action: BulkAction;
  /** Id of the badge template. */
  readonly template: string;
  /** LMS user ids. */
  readonly learners: readonly number[];
  readonly reason: string;
  /** Of a revocation: what the learners and the provider are told; empty: nothing. */
  readonly publicReason?: string | undefined;
}

/** Who does it, and who is told of each. */
export interface ManyOptions {
  readonly by: ChangedBy;
  readonly announces: boolean;
  /** Where it goes on: so many of the learners are done. */
  readonly from?: number;
  /** Told of each learner how many are done with it, and why it was left out if it was; false: it stops there. */
  readonly onEach: (done: number, leftOut: LeftOut | null) => Promise<boolean>;
}

/** What is wrong with the template is so for all learners, and ends it. */
const ofTemplate = new Set(['TEMPLATE_NOT_FOUND', 'TEMPLATE_INACTIVE']);

/**
 * Awards a badge to many learners by hand, or takes it from them: each in a transaction of its own, with its audit entry.
 * Safe to stop and to repeat: who has it already is left out.
 *
 * @throws LaurelError TEMPLATE_NOT_FOUND or TEMPLATE_INACTIVE
 */
export async function awardMany(
  database: Database,
  { action, template, learners, reason, publicReason }: ManyAwards,
  { by, announces, from = 0, onEach }: ManyOptions,
): Promise<'done' | 'stopped'> {
  for (const [index, learner] of learners.entries()) {
    if (index < from) continue;
    let leftOut: LeftOut | null = null;
    try {
      const wanted = { learner, template, reason };
      if (action === 'award') await awardByHand(database, wanted, by, announces);
      else await revokeOfLearner(database, { ...wanted, publicReason }, by, announces);
    } catch (error) {
      if (!(error instanceof LaurelError) || ofTemplate.has(error.code)) throw error;
      leftOut = await whyLeftOut(database, { action, template }, learner, error);
    }
    if (!(await onEach(index + 1, leftOut))) return 'stopped';
  }
  return 'done';
}

/** @throws what was thrown, where nothing about the learner explains it */
async function whyLeftOut(
  database: Database,
  { action, template }: Pick<ManyAwards, 'action' | 'template'>,
  learner: number,
  error: LaurelError,
): Promise<LeftOut> {
  const found = await findTemplate(database, template);
  if (found === null) throw error;
  const [checked] = await checkLearners(database, { action, template: found.key }, [String(learner)]);
  const { outcome } = checked ?? { outcome: 'unknown' };
  if (outcome === 'ready' || outcome === 'repeated') throw error;
  return { learner, why: outcome };
}
