import { isAnnouncing, whyNotAnnouncing } from '../../bus/announcing.ts';
import { isUnread } from '../../bus/inspection.ts';
import type { BusInspection, TopicInspection } from '../../bus/inspection.ts';
import { errorRegistry, LaurelError } from '../../errors.ts';
import { createVocabulary } from '../../events/vocabulary.ts';
import type { KnownAccount } from '../../issuing/accounts/account-keys.ts';
import { findMisfits } from '../../issuing/accounts/misfits.ts';
import type { BusSettings, Settings } from '../../settings.ts';
import type { Database } from '../../store/database/database.ts';
import { databaseVersion, inspectStore } from '../../store/lists/inspection.ts';
import { summarizeOpenGaps } from '../../store/lists/gap-list.ts';
import { lostOf } from '../gaps.ts';
import { count } from '../terminal/output.ts';
import { requireCurrentSchema } from '../../store/database/migrate.ts';
import { loadTemplates } from '../../store/engine/templates.ts';

/** One thing that `laurel doctor` looked at. */
export interface Check {
  readonly check: string;
  readonly status: 'ok' | 'warn' | 'fail';
  readonly message: string;
  /** What to do about it; empty when nothing need be done. */
  readonly todo: string;
}

export const ok = (check: string, message: string): Check => ({ check, status: 'ok', message, todo: '' });
export const warn = (check: string, message: string, todo: string): Check => ({ check, status: 'warn', message, todo });
export const fail = (check: string, message: string, todo: string): Check => ({ check, status: 'fail', message, todo });

/** A failure in the words of the error; anything but a LaurelError is a defect and goes on. */
export function failed(check: string, error: unknown): Check {
  if (!(error instanceof LaurelError)) throw error;
  return fail(check, errorRegistry[error.code].title, error.details.join(' '));
}

/** Whether the database is one that Laurel can work on, and its schema current. */
export async function checkDatabase(database: Database): Promise<Check[]> {
  const text = await databaseVersion(database);
  const version =
    database.kind === 'embedded'
      ? warn(
          'database',
          `embedded PostgreSQL ${text}: only for trying Laurel out; a power failure can damage it`,
          'Set LAUREL_DATABASE_URL to a PostgreSQL server for production.',
        )
      : ok('database', `PostgreSQL ${text}`);
  try {
    await requireCurrentSchema(database);
    return [version, ok('schema', 'is current')];
  } catch (error) {
    return [version, failed('schema', error)];
  }
}

/** What waits in the database for somebody. */
export async function checkWork(database: Database, bus: BusSettings): Promise<Check[]> {
  const { parked, failedForGood, due, waitingSignals, lastCommits } = await inspectStore(database);
  return [
    parked === 0
      ? ok('parked messages', 'none')
      : warn('parked messages', `${parked} could not be processed`, 'See `laurel parked list`.'),
    failedForGood === 0
      ? ok('deliveries', `none has failed permanently; ${due} due`)
      : warn('deliveries', `${failedForGood} failed permanently; ${due} due`, 'See `laurel badge list --failed`.'),
    isAnnouncing(bus)
      ? ok('signals', `${waitingSignals} wait for the bus`)
      : ok('signals', `are not created: ${whyNotAnnouncing(bus)}`),
    ...[...lastCommits].map(([topic, at]) => ok(`position in ${topic}`, `last stored ${at.toISOString()}`)),
    ...(await checkGaps(database)),
  ];
}

async function checkGaps(database: Database): Promise<Check[]> {
  const open = await summarizeOpenGaps(database);
  if (open.length === 0) return [ok('lost events', 'none unacknowledged')];
  return open.map((gaps) =>
    warn(
      'lost events',
      `${lostOf(gaps)} of ${gaps.topic}, gone from the bus before they were read`,
      'See `laurel gaps list`, and docs/operations.md ("Events were lost"); then `laurel gaps acknowledge`.',
    ),
  );
}

/** Whether templates still fit the settings and the schemas of the events, and their accounts have keys. */
export async function checkTemplates(
  database: Database,
  settings: Settings,
  accounts: readonly KnownAccount[],
): Promise<Check[]> {
  const vocabulary = createVocabulary(settings.events, settings.ignoredKeyPaths);
  const templates = (await loadTemplates(database)).filter(({ active }) => active);
  if (templates.length === 0)
    return [warn('templates', 'no template is active, so nothing is awarded', 'Add some with `laurel apply`.')];
  const checks = templates.flatMap((template) =>
    findMisfits(template, vocabulary, accounts).map(({ message, todo }) =>
      fail(`template ${template.id}`, message, todo),
    ),
  );
  return checks.length > 0 ? checks : [ok('templates', `${templates.length} active, all match the settings`)];
}

/** Whether the bus is the platform's, and how far behind the group is. */
export function checkBus({ server, inconveniences, topics, prefixes }: BusInspection): Check[] {
  const works =
    inconveniences.length === 0
      ? ok('event bus', server)
      : warn(
          'event bus',
          `${server}; ${inconveniences.join('; ')}`,
          'Laurel works without it; docs/operations.md says what it is for (Permissions at Redis).',
        );
  return [works, ...topics.flatMap((topic) => checkTopic(topic, prefixes))];
}

function checkTopic(inspection: TopicInspection, prefixes: readonly string[]): Check[] {
  const lacks = inspection.lacks.map(({ message, todo }) => fail(`topic ${inspection.topic}`, message, todo));
  const isUnseen = inspection.length === null && lacks.length > 0;
  return isUnseen ? lacks : [...lacks, checkState(inspection, prefixes)];
}

function checkState(inspection: TopicInspection, prefixes: readonly string[]): Check {
  const { topic, length, group, standing, holdsSignals, otherGroups, keeping } = inspection;
  const check = `topic ${topic}`;
  const inParts = keeping === null ? '' : ` in ${count(keeping.partitions, 'partition')}`;
  if (length === null) {
    const found = prefixes.map((prefix) => (prefix === '' ? 'no prefix' : `prefix ${prefix}`)).join(', ');
    return warn(
      check,
      prefixes.length > 0 ? `does not exist, but this event bus has such topics with ${found}` : 'does not exist yet',
      prefixes.length > 0
        ? "Set EVENT_BUS_TOPIC_PREFIX to the platform's prefix."
        : 'It appears with the first event; the platform must have BADGES_ENABLED and the same EVENT_BUS_TOPIC_PREFIX.',
    );
  }
  if (standing === null)
    return ok(check, `${length} messages${inParts}; the group ${group} will start with the first of them`);
  const { pending, lag, consumers } = standing;
  const others = otherGroups.length > 0 ? `; also read by ${otherGroups.join(', ')}` : '';
  const held = holdsSignals ? `; signals wait while ${(lag ?? 0) + pending} events are unread` : '';
  const message = `${length} messages${inParts}; group ${group}: ${lag ?? 'unknown'} to read, ${pending} in work, ${consumers} consumers${held}${others}`;
  return isUnread(inspection)
    ? warn(check, message, 'Nobody reads: start `laurel run` or `laurel consume`.')
    : ok(check, message);
}
