import { isMissed, nameOfProcess } from '../../monitoring/processes.ts';
import { listProcesses } from '../../store/lists/process-list.ts';
import type { ProcessListing } from '../../store/lists/process-list.ts';
import type { DutyStanding } from '../../store/engine/processes.ts';
import type { Queryable } from '../../store/database/database.ts';
import { fail, ok, warn } from './checks.ts';
import type { Check } from './checks.ts';

/** How the running processes do, as each of them last told. */
export async function checkProcesses(queryable: Queryable): Promise<Check[]> {
  const processes = await listProcesses(queryable);
  if (processes.length === 0) return [ok('processes', 'none is running')];
  return processes.flatMap((process) => checkProcess(process, processes));
}

function checkProcess(process: ProcessListing, all: readonly ProcessListing[]): Check[] {
  const check = `process ${nameOfProcess(process)}`;
  const roles = process.roles.join(', ');
  if (process.state === 'silent') {
    const since = `${roles}; no heartbeat since ${process.seenAt.toISOString()}`;
    return isMissed(process, all)
      ? [warn(check, since, 'It ended unexpectedly or hangs, and no other process does its work. Start it again.')]
      : [ok(check, `${since}; others do its work`)];
  }
  const wrong = process.duties.filter(({ state }) => state === 'failing' || state === 'hangs');
  return wrong.length === 0 ? [ok(check, `runs: ${roles}`)] : wrong.map((duty) => checkDuty(check, duty));
}

function checkDuty(check: string, { role, name, state, trouble }: DutyStanding): Check {
  return state === 'hangs'
    ? fail(
        check,
        `${role} (${name}) hangs`,
        'Check its log, and start it again (docs/operations.md, "A process that hangs or went silent").',
      )
    : fail(
        check,
        `${role} (${name}) fails: ${trouble}`,
        'It retries automatically. docs/operations.md says what to do.',
      );
}
