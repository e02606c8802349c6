import type { AddCommand } from './program.ts';

/**
 * All commands, in the order of the help; some files add several. Most of what each needs, no other does: each is loaded where
 * it is called.
 */
const loaders: readonly (readonly [names: string, load: () => Promise<AddCommand>])[] = [
  ['demo', async () => (await import('./demo.ts')).addDemo],
  ['run consume deliver serve-inbox serve', async () => (await import('./run.ts')).addRun],
  ['simulate', async () => (await import('./simulate.ts')).addSimulate],
  ['migrate', async () => (await import('./migrate.ts')).addMigrate],
  ['prune', async () => (await import('./prune.ts')).addPrune],
  ['apply', async () => (await import('./apply.ts')).addApply],
  ['export', async () => (await import('./export.ts')).addExport],
  ['template', async () => (await import('./template.ts')).addTemplate],
  ['sync', async () => (await import('./sync.ts')).addSync],
  ['connections', async () => (await import('./connections.ts')).addConnections],
  ['issuers', async () => (await import('./issuers.ts')).addIssuers],
  ['issue', async () => (await import('./issue.ts')).addIssue],
  ['verify', async () => (await import('./verify.ts')).addVerify],
  ['explain', async () => (await import('./explain.ts')).addExplain],
  ['progress', async () => (await import('./progress.ts')).addProgress],
  ['parked', async () => (await import('./parked.ts')).addParked],
  ['gaps', async () => (await import('./gaps.ts')).addGaps],
  ['replay', async () => (await import('./replay.ts')).addReplay],
  ['history', async () => (await import('./history.ts')).addHistory],
  ['badge', async () => (await import('./badge.ts')).addBadge],
  ['learner', async () => (await import('./learner.ts')).addLearner],
  ['admin', async () => (await import('./admin.ts')).addAdmin],
  ['doctor', async () => (await import('./doctor.ts')).addDoctor],
];

/**
 * The command that a command line calls; all of them when it calls none, as for the help, or one that there isn't.
 *
 * @param commandLine the arguments, without node and the script
 */
export async function loadCommands(commandLine: readonly string[] = []): Promise<readonly AddCommand[]> {
  const called = loaders.filter(([names]) => names.split(' ').includes(calledBy(commandLine)));
  return Promise.all((called.length > 0 ? called : loaders).map(([, load]) => load()));
}

/** The first word that is neither an option nor the value of one. */
function calledBy(commandLine: readonly string[]): string {
  return commandLine.find((word, index) => !word.startsWith('-') && commandLine[index - 1] !== '--settings') ?? '';
}
