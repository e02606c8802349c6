import type { RawMessage } from '../events/message.ts';
import type { Reading } from '../events/reading.ts';
import { match } from '../rules/compile.ts';
import type { TemplateMatch } from '../rules/compile.ts';
import { decide } from '../rules/decide.ts';
import type { Event } from '../rules/event.ts';
import type { Database } from '../store/database/database.ts';
import { ensureLearners, findLearners } from '../store/engine/learners.ts';
import type { Identity } from '../store/engine/learners.ts';
import { parkMessages } from '../store/engine/parked.ts';
import type { Parking } from '../store/engine/parked.ts';
import { spans } from '../telemetry/attributes.ts';
import { inSpan } from '../telemetry/in-span.ts';
import { noTracing } from '../telemetry/tracing.ts';
import type { Tracing } from '../telemetry/tracing.ts';
import { sameIdentity } from './known-learners.ts';
import type { KnownLearners } from './known-learners.ts';
import { Ledger } from './ledger.ts';
import type { LiveRules, RulesSnapshot } from './live-rules.ts';
import { Tally } from './report.ts';
import type { BatchReport } from './report.ts';

/** What the way of a batch needs. */
export interface BatchParts {
  readonly database: Database;
  readonly read: (message: RawMessage) => Reading;
  readonly rules: LiveRules;
  readonly known: KnownLearners;
  /** None unless given. */
  readonly tracing?: Tracing;
  /** Told of each message that is parked; of the same one again when its batch has to be repeated. */
  readonly onParked?: (message: RawMessage) => void;
}

/** An event that concerns at least one template. */
interface TouchingEvent {
  readonly event: Event;
  readonly matches: readonly TemplateMatch[];
}

/** A batch, sorted by what has to be done. */
interface Triage {
  readonly touching: readonly TouchingEvent[];
  /** Events that concern no template, of learners about whom the store must be asked. */
  readonly bystanding: readonly Event[];
  readonly parkings: readonly Parking[];
  readonly tally: Tally;
}

/**
 * The way of a batch: read, match, and then, in one transaction, ensure the learners, lock them, decide event by event,
 * and write everything set by set. When this resolves it is committed, and the messages may be acknowledged.
 *
 * @throws RulesChanged when templates changed meanwhile, or what the database throws; nothing is written then
 */
export async function processBatch(parts: BatchParts, messages: readonly RawMessage[]): Promise<BatchReport> {
  const { tracing = noTracing } = parts;
  const { rules, triage } = await inSpan(tracing, { name: spans.match }, () => decodeAndMatch(parts, messages));
  const identities = newestIdentities([
    ...triage.touching.map(({ event }) => identityOf(event)),
    ...(await newsOfStoredLearners(parts, triage.bystanding)),
  ]);
  if (identities.length > 0 || triage.parkings.length > 0)
    await inSpan(tracing, { name: spans.transaction, kind: 'client' }, () => store(parts, rules, triage, identities));
  for (const { message } of triage.parkings) parts.onParked?.(message);
  for (const identity of identities) parts.known.rememberStored(identity);
  return triage.tally;
}

async function decodeAndMatch(
  { rules: live, read, known }: BatchParts,
  messages: readonly RawMessage[],
): Promise<{ rules: RulesSnapshot; triage: Triage }> {
  // The revision is on its way while the messages are decoded.
  const asked = live.current();
  const readings = messages.map(read);
  const rules = await asked;
  return { rules, triage: sort(messages, readings, rules, known) };
}

function sort(
  messages: readonly RawMessage[],
  readings: readonly Reading[],
  rules: RulesSnapshot,
  known: KnownLearners,
): Triage {
  const touching: TouchingEvent[] = [];
  const bystanding: Event[] = [];
  const parkings: Parking[] = [];
  const tally = new Tally();
  for (const [index, reading] of readings.entries()) {
    switch (reading.kind) {
      case 'ignored':
        tally.ignore(reading.reason);
        break;
      case 'unreadable':
        tally.park(reading.reason);
        parkings.push({ message: messages[index] as RawMessage, reason: reading.reason, detail: reading.detail });
        break;
      case 'event': {
        const matches = match(rules.compiled, reading.event);
        if (matches.length > 0) touching.push({ event: reading.event, matches });
        else {
          tally.decided([]);
          if (known.isNews(reading.event)) bystanding.push(reading.event);
        }
      }
    }
  }
  return { touching, bystanding, parkings, tally };
}

/**
 * A learner is stored when an event first concerns a badge, not before: nobody's name is kept without need. From then on
 * every event keeps the identity fresh (S5).
 */
async function newsOfStoredLearners({ database, known }: BatchParts, events: readonly Event[]): Promise<Identity[]> {
  if (events.length === 0) return [];
  const stored = await findLearners(database, [...new Set(events.map(({ learner }) => learner.id))]);
  for (const identity of stored.values()) known.rememberStored(identity);
  const news: Identity[] = [];
  for (const event of events) {
    const held = stored.get(event.learner.id);
    if (!held) known.rememberAbsent(identityOf(event));
    else if (event.time > held.time && !sameIdentity(held.learner, event.learner)) news.push(identityOf(event));
  }
  return news;
}

async function store(
  { database, rules: live, tracing = noTracing }: BatchParts,
  rules: RulesSnapshot,
  { touching, parkings, tally }: Triage,
  identities: readonly Identity[],
): Promise<void> {
  const decided = await database.transaction(async (transaction) => {
    const counts = new Tally();
    if (identities.length > 0) await live.hold(transaction, rules);
    const strangers = await ensureLearners(transaction, identities);
    if (touching.length > 0) {
      const ledger = await Ledger.load(transaction, touchedTemplates(touching, strangers), rules.keys);
      for (const { event, matches } of touching) {
        const changes = decide(matches, ledger.stateOf(event.learner.id), event);
        ledger.record(event, changes);
        counts.decided(changes);
      }
      await ledger.write(transaction, tracing.traceParent());
    }
    await parkMessages(transaction, parkings);
    return counts;
  });
  tally.add(decided);
}

/** @param strangers learners who have no progress yet */
function touchedTemplates(
  touching: readonly TouchingEvent[],
  strangers: ReadonlySet<number>,
): Map<number, Set<string>> {
  const touched = new Map<number, Set<string>>();
  for (const { event, matches } of touching) {
    if (strangers.has(event.learner.id)) continue;
    const templates = touched.get(event.learner.id) ?? new Set();
    touched.set(event.learner.id, templates);
    for (const { template } of matches) templates.add(template.id);
  }
  return touched;
}

function newestIdentities(identities: readonly Identity[]): Identity[] {
  const newest = new Map<number, Identity>();
  for (const identity of identities) {
    const held = newest.get(identity.learner.id);
    if (!held || isNewer(identity, held)) newest.set(identity.learner.id, identity);
  }
  return [...newest.values()];
}

function isNewer(a: Identity, b: Identity): boolean {
  return a.time === b.time ? a.eventId > b.eventId : a.time > b.time;
}

function identityOf({ learner, time, id }: Event): Identity {
  return { learner, time, eventId: id };
}
