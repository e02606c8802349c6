import { z } from 'zod';
import { activityMetrics } from '../../store/lists/activity.ts';
import { origin, timestamp } from './common.ts';
import { wording } from './wording.ts';

/** Whether a process can do its work. */
export const readiness = z
  .strictObject({
    status: z.enum(['ready', 'degraded', 'not_ready']).meta({
      description:
        '`degraded`: something in the background of this process fails or hangs, such as reading while the event bus is away; everything else continues.',
    }),
    checks: z.array(
      z.strictObject({
        name: z.string().meta({
          description: '`database`, `schema`, `bus`, and the roles of this process: `consume`, `announce`, `deliver`.',
        }),
        state: z.enum(['ok', 'failing', 'not_configured', 'not_used']).meta({
          description: '`not_used`: a bus is configured, but this process neither reads from it nor writes to it.',
        }),
      }),
    ),
  })
  .meta({ id: 'Readiness' });

/** Something that needs somebody. */
export const attention = z
  .strictObject({
    kind: z.enum([
      'parked_messages',
      'failed_deliveries',
      'paused_account',
      'connection_not_working',
      'key_expires',
      'key_expired',
      'bus_away',
      'bus_unread',
      'process_failing',
      'process_hangs',
      'process_silent',
      'events_lost',
      'template_mistakes',
      'no_active_template',
      'signals_waiting',
      'signals_held',
      'embedded_database',
    ]),
    severity: z.enum(['error', 'warning', 'info']),
    count: z.int(),
    subject: z.string().meta({
      description: 'The account, topic, template or process that it is about; may be empty.',
    }),
    origin: origin.nullable(),
  })
  .meta({ id: 'Attention' });

export type Attention = z.output<typeof attention>;

export const topicStatus = z
  .strictObject({
    topic: z.string(),
    exists: z.boolean(),
    messages: z.int(),
    group: z.string(),
    lag: z.int().nullable().meta({ description: 'Messages that the group has not read yet.' }),
    pending: z.int().meta({ description: 'Messages read but not finished.' }),
    consumers: z.int(),
    partitions: z
      .int()
      .nullable()
      .meta({ description: 'Partitions in Kafka; null with Redis, or if the topic does not exist.' }),
    lastCommitAt: timestamp.nullable().meta({
      description: 'When a position in a Kafka topic was last stored; null with Redis, and before the first.',
    }),
    holdsSignals: z.boolean().meta({ description: 'Signals wait until more of the topic is read and finished.' }),
  })
  .meta({ id: 'TopicStatus' });

export const busStatus = z
  .strictObject({
    state: z.enum(['works', 'failing', 'away', 'not_configured']).meta({
      description:
        "`failing`: a process can't read from it or write to it, although it answers others; see `processes`.",
    }),
    message: z.string(),
    wording: z.array(wording).meta({ description: 'The sentences of `message`.' }),
    topics: z.array(topicStatus),
    inbox: z.strictObject({ open: z.boolean(), waiting: z.int() }),
    announcing: z.boolean().meta({ description: 'Whether awards and revocations are announced; never without a bus.' }),
    signalsWaiting: z.int().meta({ description: 'Signals in the outbox.' }),
  })
  .meta({ id: 'BusStatus' });

export type BusStatus = z.output<typeof busStatus>;

export const deliveryStatus = z
  .strictObject({
    due: z.int(),
    failed: z.int().meta({ description: 'Failed permanently, waiting for an operator.' }),
    retrying: z.int(),
    oldestDueAt: timestamp.nullable(),
  })
  .meta({ id: 'DeliveryStatus' });

export type DeliveryStatus = z.output<typeof deliveryStatus>;

/** A running process of Laurel, or one that went silent. */
export const processStatus = z
  .strictObject({
    host: z.string(),
    pid: z.int(),
    version: z.string(),
    roles: z.array(z.string()),
    state: z.enum(['running', 'silent']).meta({
      description: '`silent`: no sign of life for half a minute. It was killed, or is frozen.',
    }),
    duties: z.array(
      z.strictObject({
        role: z.enum(['consume', 'announce', 'deliver']),
        name: z.string().meta({ description: 'What it works on.' }),
        state: z.enum(['starting', 'works', 'failing', 'hangs']),
        trouble: z.string().meta({ description: 'Why it fails; empty if it works.' }),
      }),
    ),
    startedAt: timestamp,
    seenAt: timestamp,
  })
  .meta({ id: 'ProcessStatus' });

export type ProcessStatus = z.output<typeof processStatus>;

/** The figures of the overview. */
export const overview = z
  .strictObject({
    templates: z.strictObject({ total: z.int(), active: z.int() }),
    learners: z.int(),
    badges: z.strictObject({ awarded: z.int(), revoked: z.int() }),
    parked: z.int(),
    delivery: deliveryStatus,
    bus: busStatus,
    processes: z.array(processStatus).meta({ description: 'The processes of this site, longest running first.' }),
    attention: z.array(attention).meta({ description: 'What needs attention, most urgent first.' }),
    firstEventAt: timestamp.nullable(),
  })
  .meta({ id: 'Overview' });

export type Overview = z.output<typeof overview>;

export const activityMetric = z.enum(activityMetrics);
export type ActivityMetric = z.output<typeof activityMetric>;

export const activityQuery = z.strictObject({
  minutes: z.coerce.number().int().min(5).max(10_080).default(60),
});

/** Figures over time, oldest first: every minute or, over long spans, every longer step; what did not happen is left out. */
export const activity = z
  .strictObject({
    stepSeconds: z.int(),
    points: z.array(z.strictObject({ at: timestamp, counts: z.partialRecord(activityMetric, z.int()) })),
  })
  .meta({ id: 'Activity' });

export type Activity = z.output<typeof activity>;

export const settingView = z
  .strictObject({
    name: z.string(),
    value: z.string().nullable().meta({ description: 'Null: not set. Secrets read `(set)`.' }),
    source: z.string().meta({ description: 'Where the value comes from: `environment`, `file` or `default`.' }),
    meaning: z.string(),
    secret: z.boolean(),
  })
  .meta({ id: 'SettingView' });

export const settingList = z.strictObject({ items: z.array(settingView) }).meta({ id: 'SettingList' });
export type SettingView = z.output<typeof settingView>;

/** First-run set-up: what is done and what is next. */
export const setupStatus = z
  .strictObject({
    done: z.boolean(),
    steps: z.array(
      z.strictObject({
        step: z.enum(['database', 'events', 'connection', 'template', 'active_template', 'first_event']),
        state: z.enum(['done', 'todo', 'optional', 'problem']),
        detail: z.string(),
        wording: z.array(wording).meta({ description: 'The sentences of `detail`.' }),
      }),
    ),
  })
  .meta({ id: 'SetupStatus' });

export type SetupStatus = z.output<typeof setupStatus>;
