import { setImmediate as turn } from 'node:timers/promises';
import type { Positions, SchemaSource } from '../bus/bus.ts';
import type { RawMessage } from '../events/message.ts';
import type { Reading } from '../events/reading.ts';
import { failpoint } from '../failpoints.ts';
import { match } from '../rules/compile.ts';
import type { TemplateMatch } from '../rules/compile.ts';
import { decide } from '../rules/decide.ts';
import type { Event, Micros } from '../rules/event.ts';
import { concerns, sightingOf } from '../rules/watch.ts';
import type { Watch } from '../rules/watch.ts';
import type { Database } from '../store/database/database.ts';
import { writeSightings } from '../store/engine/events-on-record.ts';
import { ensureLearners, findLearners } from '../store/engine/learners.ts';
import type { Identity } from '../store/engine/learners.ts';
import { readMoment } from '../store/engine/moment.ts';
import type { ParkedReason, Parking } from '../store/engine/parked.ts';
import { spans } from '../telemetry/attributes.ts';
import { inSpan } from '../telemetry/in-span.ts';
import { noTracing } from '../telemetry/tracing.ts';
import type { Tracing } from '../telemetry/tracing.ts';
import { identityOf, isNewer } from './known-learners.ts';
import type { KnownCourses } from './known-courses.ts';
import type { KnownLearners } from './known-learners.ts';
import type { KnownSightings } from './known-sightings.ts';
import { Ledger } from './ledger.ts';
import type { LiveRules, RulesSnapshot } from './live-rules.ts';
import { parkUnlessRetired } from './retired-messages.ts';
import { Tally } from './report.ts';
import type { BatchReport } from './report.ts';
import { findTooEarly } from './too-early.ts';

/** What the way of a batch needs. */
export interface BatchParts {
  readonly database: Database;
  readonly read: (message: RawMessage) => Reading;
  readonly rules: LiveRules;
  readonly known: KnownLearners;
  readonly courses: KnownCourses;
  readonly sightings: KnownSightings;
  /** How far an event may lie ahead of the database's clock (S27). */
  readonly futureToleranceMs: number;
  /** Whether awards and revocations become signals; without a bus they would wait for ever. */
  readonly announces: boolean;
  /** None unless given. */
  readonly tracing?: Tracing;
  /** Of a bus that keeps positions: notes in the transaction of a batch that its messages are done. Throws TakenOver. */
  readonly record?: Positions['record'];
  /** Who has the schemas that parked messages were written with, where they were parked without. */
  readonly schemas?: SchemaSource;
  /** Told of each message that is parked; of the same one again when its batch has to be repeated. */
  readonly onParked?: (message: RawMessage) => void;
}

/** So many messages are read before it is looked whether the database has answered: a tenth of a millisecond. */
const atATime = 64;

/** An event that concerns at least one template. */
interface TouchingEvent {
  readonly event: Event;
  readonly matches: readonly TemplateMatch[];
}

/** An event of a type that requirements ask for: of learners who are stored it is kept why it did not match. */
interface WatchedEvent {
  readonly event: Event;
  readonly watch: Watch;
  /** It is about what a badge asks for: whoever it names is stored. */
  readonly isConcern: boolean;
}

/** A batch, sorted by what has to be done. */
interface Triage {
  readonly touching: readonly TouchingEvent[];
  readonly watched: readonly WatchedEvent[];
  /** Events that concern no template, of learners about whom the store must be asked. */
  readonly bystanding: readonly Event[];
  /** What events that concern no template tell of stored learners. */
  readonly news: readonly Identity[];
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
  await parts.courses.tell(parts.database);
  const asked = await newsOfStoredLearners(parts, triage.bystanding);
  // An event tells its learner also where it tells nothing new: what is kept of it is written under the learner's lock.
  const watched = triage.watched.filter(({ event, isConcern }) => isConcern || parts.known.isStored(event.learner.id));
  // Most events that touch a template are watched as well.
  const telling = new Set([...triage.touching, ...watched].map(({ event }) => event));
  const identities = newestIdentities([
    ...[...telling].flatMap((event) => [identityOf(event), parts.known.heldOf(event.learner.id) ?? []].flat()),
    ...triage.news,
    ...asked,
    ...parts.known.untold,
  ]);
  if (identities.length > 0 || triage.parkings.length > 0)
    await inSpan(tracing, { name: spans.transaction, kind: 'client' }, () =>
      store(parts, rules, { ...triage, watched }, { identities, messages }),
    );
  else await parts.record?.(parts.database, messages, false);
  failpoint('consume.committed');
  for (const identity of identities) parts.known.rememberStored(identity);
  for (const { watch, event } of watched) parts.sightings.note(watch, event);
  return triage.tally;
}

/**
 * Tells the store what this process has seen of learners whom another one has stored since (S29). For the time between
 * batches: each batch does it, too.
 */
export async function tellSeen(parts: BatchParts): Promise<void> {
  if (parts.known.isWaiting) await processBatch(parts, []);
}

async function decodeAndMatch(
  parts: BatchParts,
  messages: readonly RawMessage[],
): Promise<{ rules: RulesSnapshot; triage: Triage }> {
  const { database, rules: live, read, known } = parts;
  const asked = readMoment(database, known.snapshot);
  const first = await readUntil(asked, messages, read);
  const { now, rulesRevision, newLearners, snapshot } = await asked;
  known.noteNew(newLearners, snapshot);
  const rules = await live.at(rulesRevision);
  // The others are read one by one, so that most of them are gone before they cost a thing to keep.
  const readingAt = (index: number): Reading => first[index] ?? read(messages[index] as RawMessage);
  return { rules, triage: sort(parts, messages, readingAt, { rules, now }) };
}

/** Reads the first messages while an answer is on its way. */
async function readUntil(
  answer: Promise<unknown>,
  messages: readonly RawMessage[],
  read: (message: RawMessage) => Reading,
): Promise<Reading[]> {
  let isOnItsWay = true;
  const arrived = (): void => void (isOnItsWay = false);
  answer.then(arrived, arrived);
  const readings: Reading[] = [];
  for (;;) {
    for (const message of messages.slice(readings.length, readings.length + atATime)) readings.push(read(message));
    if (readings.length === messages.length) return readings;
    await turn();
    if (!isOnItsWay) return readings;
  }
}

function sort(
  { known, courses, sightings, futureToleranceMs: toleranceMs }: BatchParts,
  messages: readonly RawMessage[],
  readingAt: (index: number) => Reading,
  { rules, now }: { rules: RulesSnapshot; now: Micros },
): Triage {
  const touching: TouchingEvent[] = [];
  const watched: WatchedEvent[] = [];
  const bystanding: Event[] = [];
  const news: Identity[] = [];
  const parkings: Parking[] = [];
  const tally = new Tally();
  const clock = { now, toleranceMs };
  const park = (message: RawMessage, reason: ParkedReason, detail: string): void =>
    void parkings.push({ message, reason, detail });
  for (const [index, message] of messages.entries()) {
    const reading = readingAt(index);
    switch (reading.kind) {
      case 'ignored':
        tally.ignore(reading.reason);
        // Others can be named by whoever sends: they are not kept.
        if (reading.reason !== 'type_not_configured') tally.types.add(reading.type);
        break;
      case 'unreadable':
        park(message, reading.reason, reading.detail);
        break;
      case 'event': {
        const { event } = reading;
        tally.types.add(event.type);
        const tooEarly = findTooEarly(event, clock);
        if (tooEarly !== null) {
          park(message, 'time_ahead', tooEarly);
          break;
        }
        courses.see(event);
        const watch = rules.compiled.watches.get(event.type);
        const isUntold = watch !== undefined && !sightings.isToldAlready(watch, event);
        const isConcern = isUntold && concerns(watch, event.payload);
        if (isUntold) watched.push({ event, watch, isConcern });
        const matches = match(rules.compiled, event);
        if (matches.length > 0) {
          touching.push({ event, matches });
          break;
        }
        tally.decided([]);
        if (isConcern) break;
        const need = known.see(event);
        if (need === 'ask') bystanding.push(event);
        else if (need === 'tell') news.push(identityOf(event));
      }
    }
  }
  return { touching, watched, bystanding, news, parkings, tally };
}

/**
 * A learner is stored when an event first concerns a badge, not before: nobody's name is kept without need. From then on
 * every event keeps the identity fresh, and its time, so that no older one wins later (S5, S29).
 */
async function newsOfStoredLearners({ database, known }: BatchParts, events: readonly Event[]): Promise<Identity[]> {
  if (events.length === 0) return [];
  const ids = [...new Set(events.map(({ learner }) => learner.id))];
  let generation: number;
  let stored: ReadonlyMap<number, Identity>;
  do {
    // Another batch of this process may hear meanwhile who is new: the answer to an older question would be no longer true.
    generation = known.generation;
    stored = await findLearners(database, ids);
  } while (generation !== known.generation);
  for (const identity of stored.values()) known.rememberStored(identity);
  const news: Identity[] = [];
  for (const event of events) {
    const held = stored.get(event.learner.id);
    const seen = identityOf(event);
    if (!held) known.rememberAbsent(seen);
    else if (isNewer(seen, held)) news.push(seen);
  }
  return news;
}

async function store(
  { database, rules: live, announces, record, onParked, tracing = noTracing }: BatchParts,
  rules: RulesSnapshot,
  { touching, watched, parkings, tally }: Triage,
  { identities, messages }: { readonly identities: readonly Identity[]; readonly messages: readonly RawMessage[] },
): Promise<void> {
  const { counts: decided, parked } = await database.transaction(async (transaction) => {
    const counts = new Tally();
    if (touching.length > 0) await live.hold(transaction, rules);
    const strangers = await ensureLearners(transaction, identities);
    failpoint('consume.locked');
    if (touching.length > 0) {
      const ledger = await Ledger.load(transaction, touchedTemplates(touching, strangers), rules);
      for (const { event, matches } of touching) {
        if (ledger.isRetired(event.learner.id)) {
          counts.ignore('learner_retired');
          continue;
        }
        const changes = decide(matches, ledger.stateOf(event.learner.id), event);
        ledger.record(event, changes);
        counts.decided(changes);
      }
      failpoint('consume.decided');
      await ledger.write(transaction, announces, tracing.traceParent());
    }
    await writeSightings(
      transaction,
      watched.map(({ event, watch }) => sightingOf(watch, event)),
    );
    const kept = await parkUnlessRetired(transaction, parkings, counts);
    await record?.(transaction, messages, true);
    failpoint('consume.written');
    return { counts, parked: kept };
  });
  tally.add(decided);
  for (const { message } of parked) onParked?.(message);
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
