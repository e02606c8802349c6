import type { Command } from 'commander';
import { CommandError } from '../errors.ts';
import { daysOf, previewPruning, prune } from '../monitoring/upkeep.ts';
import type { Pruned } from '../monitoring/upkeep.ts';
import type { KeptDays } from '../settings.ts';
import { settingsOf, withDatabase } from './context.ts';
import type { CommandContext } from './context.ts';
import { printJson, printLines, table } from './terminal/output.ts';

const help = `
Running processes do this automatically once a day. Removed entries can't be restored: back up the database first to keep them.
LAUREL_KEEP_HISTORY_DAYS, LAUREL_KEEP_AUDIT_DAYS and LAUREL_KEEP_JOBS_DAYS set how long each kind is kept; 0 keeps it permanently.
Uploaded images are removed after a day unless a template, an issuer or anything ever issued uses them.
Progress, badges and their explanations, the history of templates, and parked messages are always kept.

Examples:
  laurel prune --dry-run        show what would be removed now
  laurel prune --yes            removes it
`;

interface PruneOptions {
  readonly dryRun?: true;
  readonly yes?: true;
  readonly json?: true;
}

/** What each kind is called. */
const names: Readonly<Record<Pruned['kind'], string>> = {
  history: 'history of learners',
  audit: 'audit',
  jobs: 'finished jobs, acknowledged gaps',
  images: 'uploaded images that nothing uses',
};

/** The command that removes what is older than the settings keep it. */
export function addPrune(program: Command, context: CommandContext): void {
  program
    .command('prune')
    .description('Remove history, audit and finished jobs past their retention time, and unused images')
    .option('--dry-run', 'only show what would be removed')
    .option('--yes', 'confirm')
    .option('--json', 'print one JSON object')
    .addHelpText('after', help)
    .action(({ dryRun, yes, json }: PruneOptions, command: Command) => {
      const settings = settingsOf(context, command);
      const { keptDays } = settings;
      return withDatabase(context, settings, async (database) => {
        const wouldRemove = dryRun === true || !yes;
        const kinds = wouldRemove
          ? await previewPruning({ database, keptDays })
          : await prune({ database, keptDays, signal: context.signal });
        const total = kinds.reduce((sum, { removed }) => sum + removed, 0);
        if (!dryRun && !yes && total > 0)
          throw new CommandError('CONFIRMATION_NEEDED', [
            ...kinds
              .filter(({ removed }) => removed > 0)
              .map((kind) => `${lineOf(kind, keptDays)}: ${kind.removed} would be removed.`),
            "That can't be undone. Run it again with --yes to continue.",
          ]);
        if (json)
          printJson(context.stdout, { dryRun: wouldRemove, kinds: kinds.map((kind) => viewOf(kind, keptDays)) });
        else printLines(context.stdout, report(kinds, keptDays, wouldRemove));
      });
    });
}

function report(kinds: readonly Pruned[], keptDays: KeptDays, wouldRemove: boolean): string[] {
  const cells = kinds.map(({ kind, before, removed, partitions }) => [
    names[kind],
    before === null ? 'permanently' : `${inDays(daysOf(keptDays, kind))}, since ${before.toISOString().slice(0, 10)}`,
    before === null ? '-' : partitions.length > 0 ? `${removed} (whole months: ${partitions.length})` : removed,
  ]);
  const others = kinds.some(({ elsewhere }) => elsewhere);
  return [
    ...table(['what', 'kept', wouldRemove ? 'would be removed' : 'removed'], cells),
    ...(others ? ['Another process is pruning at the moment and does the rest.'] : []),
  ];
}

function lineOf({ kind }: Pruned, keptDays: KeptDays): string {
  return `${names[kind]} of more than ${inDays(daysOf(keptDays, kind))} ago`;
}

function viewOf({ kind, before, removed, partitions, elsewhere }: Pruned, keptDays: KeptDays): object {
  return { kind, keptDays: daysOf(keptDays, kind), before, removed, partitions, elsewhere };
}

function inDays(days: number | null): string {
  return days === 1 ? '1 day' : `${days} days`;
}
