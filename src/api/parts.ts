import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Logger } from 'pino';
import type { Authentication, Caller } from '../auth/authentication.ts';
import type { BusInspection } from '../bus/inspection.ts';
import type { ReplaySource } from '../bus/replay.ts';
import type { NoteRetried, RetryFilter, RetryReport } from '../consumer/retry-parked.ts';
import type { CredlyReading } from '../issuing/credly/provider.ts';
import type { RawMessage } from '../events/message.ts';
import type { IssuingParts } from '../issuing/openedx/issuing-parts.ts';
import type { Provider } from '../issuing/provider.ts';
import type { Origin } from '../rules/template.ts';
import type { Vocabulary } from '../rules/value-type.ts';
import type { Settings } from '../settings.ts';
import type { SettingView } from '../settings/view.ts';
import type { Database } from '../store/database/database.ts';
import type { ActivityLog } from '../monitoring/activity-log.ts';
import type { Metrics } from '../monitoring/metrics.ts';
import type { Standing } from '../monitoring/standing.ts';
import type { Vitals } from '../monitoring/vitals.ts';
import type { Tracing } from '../telemetry/tracing.ts';
import type { Access } from './access.ts';
import type { Cursors } from './cursor.ts';

/** What the routes work with; main.ts fills it in. */
export interface ApiParts {
  /** That of the process; requests get it through `forRequests`. */
  readonly database: Database;
  readonly settings: Settings;
  /** The settings as people may see them, read once. */
  readonly settingViews: readonly SettingView[];
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** What the loops of this process last did. */
  readonly vitals: Vitals;
  readonly tracing: Tracing;
  /** Counts what people do for the charts, as the roles count what events do. */
  readonly activity: Pick<ActivityLog, 'countByHand'>;
  /** Whether awards and revocations are announced on the event bus. */
  readonly announces: boolean;
  readonly authentication: Authentication;
  /** The configured events with the key paths that rules may name. */
  readonly vocabulary: Vocabulary;
  readonly providers: ReadonlyMap<Origin, Provider>;
  /** What Laurel issues with itself; its threads start when something is signed. */
  readonly issuing: IssuingParts;
  /** Asks Credly about what its webhook tells of. Takes turns with the deliveries, a few at a time, so that neither holds the other back. */
  readonly credly: CredlyReading;
  /** Looks at the event bus; null when none is configured. */
  readonly inspectBus: () => Promise<BusInspection | null>;
  /** The newest messages on the event bus, at most so many of each topic; left out when none is configured. */
  readonly recentMessages?: (limit: number) => Promise<readonly RawMessage[]>;
  /** Opens what is on the event bus to be read once more; null when none is configured. */
  readonly openReplay: () => Promise<ReplaySource | null>;
  /** Processes parked messages again, as the consumer does. */
  readonly retryParked: (filter: RetryFilter, note: NoteRetried) => Promise<RetryReport>;
  /** Directory of the built pages (scripts/build-pages.ts); left out: only the API is served. */
  readonly pages?: string;
}

/** What the routes get: the database as it is for requests, and what is made of the other parts. */
export interface RouteParts extends ApiParts {
  readonly standing: Standing;
  /** Where the next pages of lists begin. */
  readonly cursors: Cursors;
}

/** The server as the routes see it: they validate and answer by zod schemas. */
export type ApiServer = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>;

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may use the route; every route must say so. */
    access?: Access;
    /**
     * Whether API keys are refused, whatever their role: what they made would outlast them. A leaked key shall end when it is
     * revoked.
     */
    peopleOnly?: true;
    /** Whether a public route is for the pages of this site alone: it signs in, and nobody else shall choose whom. */
    ownPagesOnly?: true;
    /** Whether pages ask for it again and again, to stay up to date. */
    watched?: true;
  }
  interface FastifyRequest {
    /** Who sent it; null when nobody is signed in. Set before any handler runs. */
    caller: Caller | null;
  }
}
