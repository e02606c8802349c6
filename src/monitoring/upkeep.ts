import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { errorCode } from '../errors.ts';
import type { KeptDays } from '../settings.ts';
import type { Database, Queryable } from '../store/database/database.ts';
import { unnamedDays } from '../store/open-badges/images.ts';
import { makePartitionsAhead } from '../store/upkeep/partitions.ts';
import { countOld, daysAgo, isPruningDue, notePruning, prunedKinds, pruneStep } from '../store/upkeep/pruning.ts';
import type { PrunedKind } from '../store/upkeep/pruning.ts';

/** What came of one kind. */
export interface Pruned {
  readonly kind: PrunedKind;
  /** Null: it is kept for ever. */
  readonly before: Date | null;
  /** Of a month that went as a whole, as PostgreSQL had counted it. */
  readonly removed: number;
  /** Months that went as a whole. */
  readonly partitions: readonly string[];
  /** Another process is at it, and does the rest. */
  readonly elsewhere: boolean;
}

export interface UpkeepParts {
  readonly database: Database;
  readonly keptDays: KeptDays;
  readonly signal: AbortSignal;
}

/** Looks every hour whether a day has passed. */
const LOOK_EVERY_MS = 3_600_000;

/** How long a kind is kept, by the settings; pictures that nothing names for a day. Null: for ever. */
export function daysOf(keptDays: KeptDays, kind: PrunedKind): number | null {
  return kind === 'images' ? unnamedDays : keptDays[kind];
}

/** What would be removed now. */
export async function previewPruning({
  database,
  keptDays,
}: Pick<UpkeepParts, 'database' | 'keptDays'>): Promise<Pruned[]> {
  return database.transaction(
    async (transaction) => {
      const found: Pruned[] = [];
      for (const kind of prunedKinds) {
        const before = await limitOf(transaction, daysOf(keptDays, kind));
        const removed = before === null ? 0 : await countOld(transaction, kind, before);
        found.push({ kind, before, removed, partitions: [], elsewhere: false });
      }
      return found;
    },
    { unhurried: true },
  );
}

/** Up to which moment each kind is removed; null: it is kept for ever. Fixed when pruning begins, however long it takes. */
export type PruneLimits = Readonly<Record<PrunedKind, Date | null>>;

export async function pruneLimits(queryable: Queryable, keptDays: KeptDays): Promise<PruneLimits> {
  const limits = new Map<PrunedKind, Date | null>();
  for (const kind of prunedKinds) limits.set(kind, await limitOf(queryable, daysOf(keptDays, kind)));
  return Object.fromEntries(limits) as Record<PrunedKind, Date | null>;
}

/** Removes what is older than the settings say, in steps that are short transactions each; stops between two of them. */
export async function prune({ database, keptDays, signal }: UpkeepParts): Promise<Pruned[]> {
  return pruneTo(database, await pruneLimits(database, keptDays), async () => !signal.aborted);
}

/**
 * The same up to known moments.
 *
 * @param goesOn asked before each step, with what was removed of the kind so far
 */
export async function pruneTo(
  database: Database,
  limits: PruneLimits,
  goesOn: (kind: PrunedKind, removed: number) => Promise<boolean>,
): Promise<Pruned[]> {
  const all: Pruned[] = [];
  for (const kind of prunedKinds) all.push(await pruneKind(database, kind, limits[kind], goesOn));
  return all;
}

async function pruneKind(
  database: Database,
  kind: PrunedKind,
  before: Date | null,
  goesOn: (kind: PrunedKind, removed: number) => Promise<boolean>,
): Promise<Pruned> {
  let removed = 0;
  const partitions: string[] = [];
  if (before === null) {
    await notePruning(database, kind, before, removed);
    return { kind, before, removed, partitions, elsewhere: false };
  }
  let isWhole = false;
  while (!isWhole && (await goesOn(kind, removed))) {
    const step = await pruneStep(database, kind, before);
    if (step.kind === 'elsewhere') return { kind, before, removed, partitions, elsewhere: true };
    if (step.kind === 'done') {
      isWhole = true;
      continue;
    }
    removed += step.count;
    if (step.partition !== null) partitions.push(step.partition);
    // After each step: what has gone is known to be gone, whatever becomes of this process.
    await notePruning(database, kind, before, removed);
  }
  if (isWhole) await notePruning(database, kind, before, removed);
  return { kind, before, removed, partitions, elsewhere: false };
}

async function limitOf(queryable: Queryable, days: number | null): Promise<Date | null> {
  return days === null ? null : daysAgo(queryable, days);
}

/**
 * Once a day, in whichever process comes first: makes the partitions of the months to come, and prunes. Holds nothing up, and
 * tries again an hour after a failure.
 */
export async function keepUp({ logger, ...parts }: UpkeepParts & { readonly logger: Logger }): Promise<void> {
  const { database, signal } = parts;
  while (!signal.aborted) {
    try {
      if (await isPruningDue(database)) {
        const made = await database.transaction(makePartitionsAhead);
        if (made === null)
          logger.warn(
            'the history has no partition for one of the next months, and the database user may not create one',
          );
        else if (made.length > 0) logger.info({ partitions: made }, 'the history has partitions for the coming months');
        for (const { kind, before, removed, partitions } of await prune(parts))
          if (removed > 0 || partitions.length > 0)
            logger.info({ kind, before, removed, partitions }, 'pruned old data');
      }
    } catch (error) {
      logger.warn({ code: errorCode(error) }, 'the daily upkeep of the database failed; retrying in an hour');
    }
    await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => {});
  }
}
