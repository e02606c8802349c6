import { isUnread } from '../../bus/inspection.ts';
import { keyAge } from '../../issuing/accounts/key-age.ts';
import type { Origin } from '../../rules/template.ts';
import type { AccountWork } from '../../store/delivery/account-work.ts';
import type { AccountId } from '../../store/operators/connections.ts';
import type { StoreInspection } from '../../store/lists/inspection.ts';
import type { ProviderAccount } from '../../store/delivery/provider-accounts.ts';
import type { OpenGaps } from '../../store/lists/gap-list.ts';
import { isMissed, nameOfProcess } from '../../monitoring/processes.ts';
import type { BusStanding } from '../../monitoring/bus-standing.ts';
import type { ProcessListing } from '../../store/lists/process-list.ts';
import type { Attention } from '../schemas/status.ts';

/** A template that does not fit the settings and connections. */
export interface MisfitTemplate {
  readonly id: string;
  readonly origin: Origin;
  /** How many things are wrong with it. */
  readonly mistakes: number;
}

/** What is looked at to find out what needs somebody. */
export interface Findings {
  readonly now: Date;
  readonly embedded: boolean;
  /** Whether awards and revocations are announced: else no signal is meant to go anywhere. */
  readonly announces: boolean;
  readonly work: StoreInspection;
  readonly bus: BusStanding;
  readonly processes: readonly ProcessListing[];
  readonly gaps: readonly OpenGaps[];
  readonly activeTemplates: number;
  readonly misfits: readonly MisfitTemplate[];
  /** Of accounts that have templates. */
  readonly accountWork: readonly Pick<AccountWork, 'origin' | 'account' | 'due' | 'failed'>[];
  readonly health: readonly ProviderAccount[];
  /** Accounts whose newest test failed, and nothing has succeeded since. */
  readonly notWorking: readonly AccountId[];
  /** When the keys that are in use were made, as far as that is known. */
  readonly keyDates: readonly (AccountId & { readonly keyIssuedOn: string })[];
}

/** Signals wait for a moment all the time; longer than this, something is wrong. */
const longWaitSeconds = 60;
/** More templates than this have one entry together. */
const mostTemplates = 10;

const severities: readonly Attention['severity'][] = ['error', 'warning', 'info'];

/** What needs somebody, the most urgent first. */
export function findAttention(findings: Findings): Attention[] {
  const all = [
    ...ofBus(findings.bus),
    ...ofProcesses(findings),
    ...ofGaps(findings.gaps),
    ...ofAccounts(findings),
    ...ofTemplates(findings),
    ...ofWork(findings),
    ...(findings.embedded ? [entry('embedded_database', 'info')] : []),
  ];
  return severities.flatMap((severity) => all.filter((each) => each.severity === severity));
}

function ofBus(bus: BusStanding): Attention[] {
  if (bus.state === 'away') return [entry('bus_away', 'error')];
  return (bus.inspection?.topics ?? []).filter(isUnread).map(({ topic, length, standing }) => {
    const waiting = standing === null ? length : standing.lag;
    return entry('bus_unread', 'error', { count: waiting ?? 1, subject: topic });
  });
}

/** A process is named once for all that fails or hangs in it; where the bus answers nobody, that says it all. */
function ofProcesses({ processes, bus }: Findings): Attention[] {
  return processes.flatMap((process) => {
    const subject = nameOfProcess(process);
    if (process.state === 'silent')
      return isMissed(process, processes) ? [entry('process_silent', 'error', { subject })] : [];
    const duties = process.duties.filter((duty) => !(bus.state === 'away' && duty.bus === 'failing'));
    return (['hangs', 'failing'] as const).flatMap((state) => {
      const count = duties.filter((duty) => duty.state === state).length;
      return count === 0 ? [] : [entry(`process_${state}`, 'error', { count, subject })];
    });
  });
}

/** Where it is not known how many were lost, the count is what is lost at least: it can be none. */
function ofGaps(gaps: readonly OpenGaps[]): Attention[] {
  return gaps.map(({ topic, lost, exact }) =>
    entry('events_lost', lost === 0 && exact ? 'warning' : 'error', { count: lost, subject: topic }),
  );
}

function ofAccounts({ accountWork, health, notWorking, keyDates, now }: Findings): Attention[] {
  const failed = accountWork
    .filter((account) => account.failed > 0)
    .map(({ origin, account, failed }) =>
      entry('failed_deliveries', 'error', { count: failed, subject: account, origin }),
    );
  const hasDue = new Set(accountWork.filter(({ due }) => due > 0).map(nameOf));
  const paused = health
    // When a pause is over, the next due badge tries the account; without one it is nobody's trouble.
    .filter((account) => account.pausedUntil !== null && (account.pausedUntil > now || hasDue.has(nameOf(account))))
    .map(({ origin, account, failures, lastStatus }) => {
      // A provider that is down comes back by itself; a wrong key needs somebody.
      const severity = lastStatus === 401 || lastStatus === 403 ? 'error' : 'warning';
      return entry('paused_account', severity, { count: failures, subject: account, origin });
    });
  const keys = keyDates.flatMap((key): Attention[] => {
    const { origin, account: subject } = key;
    const { warning } = keyAge(key, now);
    if (warning === null) return [];
    return [
      warning === 'expired'
        ? entry('key_expired', 'error', { subject, origin })
        : entry('key_expires', 'warning', { subject, origin }),
    ];
  });
  const told = new Set(paused.map(({ origin, subject }) => `${origin} ${subject}`));
  const untold = notWorking
    .filter((account) => !told.has(nameOf(account)))
    .map(({ origin, account }) => entry('connection_not_working', 'error', { subject: account, origin }));
  return [...failed, ...paused, ...untold, ...keys];
}

function ofTemplates({ activeTemplates, misfits }: Findings): Attention[] {
  if (activeTemplates === 0) return [entry('no_active_template', 'warning')];
  const shown = misfits.length > mostTemplates ? mostTemplates - 1 : mostTemplates;
  const each = misfits
    .slice(0, shown)
    .map(({ id, origin, mistakes }) => entry('template_mistakes', 'error', { count: mistakes, subject: id, origin }));
  const more = misfits.length - each.length;
  return more === 0 ? each : [...each, entry('template_mistakes', 'error', { count: more })];
}

function ofWork({ work, bus, announces }: Findings): Attention[] {
  const { parked, waitingSignals } = work;
  return [
    ...(parked > 0 ? [entry('parked_messages', 'warning', { count: parked })] : []),
    ...(announces && waitingSignals > 0 ? ofSignals(work, bus) : []),
  ];
}

function ofSignals({ waitingSignals, oldestSignalSeconds }: StoreInspection, bus: BusStanding): Attention[] {
  const holding = bus.inspection?.topics.find(({ holdsSignals }) => holdsSignals);
  if (holding !== undefined) {
    const unread = (holding.standing?.lag ?? 0) + (holding.standing?.pending ?? 0);
    return [entry('signals_held', 'info', { count: unread, subject: holding.topic })];
  }
  const waitsLong = (oldestSignalSeconds ?? 0) > longWaitSeconds;
  return waitsLong ? [entry('signals_waiting', 'warning', { count: waitingSignals })] : [];
}

function nameOf({ origin, account }: { readonly origin: Origin; readonly account: string }): string {
  return `${origin} ${account}`;
}

function entry(
  kind: Attention['kind'],
  severity: Attention['severity'],
  { count = 1, subject = '', origin = null }: Partial<Pick<Attention, 'count' | 'subject' | 'origin'>> = {},
): Attention {
  return { kind, severity, count, subject, origin };
}
