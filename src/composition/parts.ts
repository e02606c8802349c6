import { pino } from 'pino';
import type { Logger } from 'pino';
import { isAnnouncing } from '../bus/announcing.ts';
import type { BusInspection } from '../bus/inspection.ts';
import { SchemaRegistry } from '../bus/kafka/registry.ts';
import type { ReplaySource } from '../bus/replay.ts';
import { KnownCourses } from '../consumer/known-courses.ts';
import { KnownLearners } from '../consumer/known-learners.ts';
import { KnownSightings } from '../consumer/known-sightings.ts';
import { LiveRules } from '../consumer/live-rules.ts';
import type { BatchParts } from '../consumer/process-batch.ts';
import type { RawMessage } from '../events/message.ts';
import { createReader } from '../events/reader.ts';
import { createVocabulary } from '../events/vocabulary.ts';
import { createStoredKeys } from '../issuing/accounts/account-keys.ts';
import { createAccredibleProvider } from '../issuing/accredible/provider.ts';
import { createCredlyProvider } from '../issuing/credly/provider.ts';
import type { CredlyReading } from '../issuing/credly/provider.ts';
import type { CallWatch } from '../issuing/http/http.ts';
import type { IssuingParts } from '../issuing/openedx/issuing-parts.ts';
import { createOpenedxProvider } from '../issuing/openedx/provider.ts';
import { createSigner } from '../issuing/openedx/signer.ts';
import type { Provider } from '../issuing/provider.ts';
import type { RateLimits } from '../issuing/http/rate-limit.ts';
import type { Origin } from '../rules/template.ts';
import { createKeyring } from '../secrets.ts';
import type { BusSettings, Settings } from '../settings.ts';
import type { Database } from '../store/database/database.ts';
import { openEmbedded } from '../store/database/embedded.ts';
import { openPostgresql } from '../store/database/postgresql.ts';

/**
 * What several roles and commands need, each opened from the settings. The clients of Redis and Kafka take a while to load:
 * only who has that bus waits for its client.
 */

export function openLogger({ logLevel }: Pick<Settings, 'logLevel'>): Logger {
  // Standard output belongs to the commands.
  const destination = pino.destination({ dest: 2, sync: true });
  // A log that can't be written, because its disk is full, say, must not end the process.
  destination.on('error', () => {});
  return pino(
    {
      base: { name: 'laurel', pid: process.pid },
      level: logLevel,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (level) => ({ level }) },
    },
    destination,
  );
}

export async function openDatabase({ database, ...settings }: Settings): Promise<Database> {
  return database.kind === 'embedded'
    ? openEmbedded(database.directory)
    : openPostgresql({ url: database.url, poolSize: database.poolSize, logger: openLogger(settings) });
}

/** The adapters of all who hold badges, by origin; and Credly as the webhook asks it. */
export interface Providers {
  readonly byOrigin: ReadonlyMap<Origin, Provider>;
  readonly credly: CredlyReading;
}

export interface ProviderOptions {
  readonly settings: Settings;
  /** Where connections made in Laurel are; null: there are the accounts of the settings alone. */
  readonly database: Database | null;
  /** What Laurel issues with itself; left out where nothing is issued. */
  readonly issuing?: IssuingParts;
  readonly limits: RateLimits;
  readonly calls?: CallWatch;
}

/** What Laurel issues badges with itself. Its threads start with the first badge; who opens it closes its signer. */
export function openIssuing({ secrets, issuing }: Settings, database: Database): IssuingParts {
  const { defaultIssuer, signingThreads } = issuing;
  return {
    database,
    keyring: createKeyring(secrets.encryptionKeys),
    signer: createSigner(signingThreads),
    defaultIssuer,
  };
}

export function openProviders({ settings, database, issuing, limits, calls }: ProviderOptions): Providers {
  const { timeoutMs } = settings.delivery;
  const stored = database && createStoredKeys(database, createKeyring(settings.secrets.encryptionKeys));
  const shared = { timeoutMs, limits, ...(stored && { stored }), ...(calls && { calls }) };
  const credly = createCredlyProvider({ settings: settings.credly, ...shared });
  const accredible = createAccredibleProvider({ settings: settings.accredible, ...shared });
  const all: readonly Provider[] = [createOpenedxProvider(issuing ?? null), credly, accredible];
  return { byOrigin: new Map(all.map((provider) => [provider.origin, provider])), credly };
}

export function batchParts(settings: Settings, database: Database, announces = isAnnouncing(settings.bus)): BatchParts {
  return {
    database,
    read: createReader({ eventTypes: settings.events }),
    // Ignored key paths are not offered to people; rules that name them all the same still compare by type.
    rules: new LiveRules(database, createVocabulary(settings.events, []), settings.language),
    known: new KnownLearners(settings.consumer.knownLearners),
    sightings: new KnownSightings(settings.consumer.knownLearners),
    courses: new KnownCourses(),
    announces,
    futureToleranceMs: settings.consumer.futureToleranceMs,
    ...(settings.bus.kafka && { schemas: new SchemaRegistry(settings.bus.kafka.registry) }),
  };
}

/** Reads what is on the event bus once more; null when none is configured. */
export async function openReplay(bus: BusSettings): Promise<ReplaySource | null> {
  if (bus.kafka !== null) return (await import('../bus/kafka/replay.ts')).openKafkaReplay(bus, bus.kafka);
  if (bus.redis !== null) return (await import('../bus/redis-streams/replay.ts')).openRedisReplay(bus, bus.redis);
  return null;
}

/** The newest messages of each topic of the event bus, the newest first; none without a bus. */
export async function recentMessages(bus: BusSettings, limit: number): Promise<RawMessage[]> {
  if (bus.kafka !== null) return (await import('../bus/kafka/replay.ts')).readRecentMessages(bus, bus.kafka, limit);
  if (bus.redis !== null)
    return (await import('../bus/redis-streams/recent.ts')).readRecentMessages(bus, bus.redis, limit);
  return [];
}

/** Looks at the event bus; null when none is configured. */
export async function inspectBus(bus: BusSettings): Promise<BusInspection | null> {
  if (bus.kafka !== null) return (await import('../bus/kafka/inspect.ts')).inspectKafka(bus, bus.kafka);
  if (bus.redis !== null) return (await import('../bus/redis-streams/inspect.ts')).inspectRedisStreams(bus, bus.redis);
  return null;
}
