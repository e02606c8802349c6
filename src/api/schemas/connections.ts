import { z } from 'zod';
import { findingWays } from '../../store/operators/connections.ts';
import { actor, flag, pageOf, pageQuery, providerOrigin, timestamp, nameOf } from './common.ts';
import { told } from '../../told.ts';

export const accountName = z
  .string()
  .regex(
    /^[a-zA-Z0-9][a-zA-Z0-9_-]{0,63}$/,
    told`Use 1 to 64 letters, digits, "-" or "_". For Credly this is the organization id, a UUID.`.text,
  )
  .meta({ description: 'Credly organization id (UUID), or a name of your choice for an Accredible API config.' });

export const syncReport = z
  .strictObject({
    imported: z.int(),
    updated: z.int(),
    unchanged: z.int(),
    deactivated: z.int(),
    reactivated: z.int().meta({
      description: 'Templates that had been deactivated because they could not be issued, and are active again.',
    }),
    reactivable: z.int().meta({
      description: 'The same, but still inactive: a sync with `reactivate` activates them.',
    }),
    pages: z.int(),
    changes: z
      .array(
        z.strictObject({
          template: z.string(),
          name: z.string(),
          change: z.enum(['imported', 'updated', 'deactivated', 'reactivated']),
          fields: z.array(z.string()),
        }),
      )
      .meta({
        description:
          'The templates that changed, and how: at most 500, those that were deactivated or reactivated first. The numbers count all.',
      }),
  })
  .meta({ id: 'SyncReport', description: 'What a sync did; of an `unconfirmed` one, what it would do.' });
export type SyncReport = z.output<typeof syncReport>;

export const syncJob = z
  .strictObject({
    id: z.guid(),
    origin: providerOrigin,
    account: z.string(),
    state: z.enum(['running', 'succeeded', 'failed', 'interrupted', 'unconfirmed']).meta({
      description:
        '`unconfirmed`: it would deactivate most of the active templates of the account, and more than one. It has changed nothing; if the change is intended, sync again with `confirm`.',
    }),
    pages: z.int().meta({ description: 'Pages read so far.' }),
    templates: z.int().meta({ description: 'Templates read so far.' }),
    report: syncReport.nullable(),
    error: z.string().nullable(),
    actor,
    startedAt: timestamp,
    finishedAt: timestamp.nullable(),
  })
  .meta({ id: 'SyncJob' });

export type SyncJob = z.output<typeof syncJob>;
export const syncJobPage = pageOf(syncJob, 'SyncJobPage');

export const syncRequest = z
  .strictObject({
    confirm: z.boolean().optional().meta({ description: 'Confirm that most of the active templates are deactivated.' }),
    reactivate: z.boolean().optional().meta({
      description: 'Activate templates that a sync or a webhook deactivated, if they can be issued again.',
    }),
  })
  .nullish()
  .meta({ id: 'SyncRequest' });
export type SyncRequest = z.input<typeof syncRequest>;

export const syncJobQuery = z.strictObject({
  ...pageQuery,
  origin: providerOrigin.optional(),
  account: accountName.optional(),
});

export const connectionTest = z
  .strictObject({
    succeeded: z.boolean(),
    status: z.int().nullable(),
    message: z.string().meta({ description: 'The response of the provider, as a sentence.' }),
    advice: z.string().nullable().meta({ description: 'What to do about it, in English.' }),
    raw: z.string().nullable().meta({ description: 'The original response; null if it is the message.' }),
    foundBy: z.enum(findingWays).meta({ description: 'A test, a sync or a delivery.' }),
    testedAt: timestamp,
  })
  .meta({ id: 'ConnectionTest' });

export type ConnectionTest = z.output<typeof connectionTest>;

/** A Credly organization or an Accredible API config. Its key is write-only. */
export const connection = z
  .strictObject({
    origin: providerOrigin,
    account: z.string(),
    name: z.string().meta({ description: 'The name given here, or else the name of the account at the provider.' }),
    providerName: z
      .string()
      .nullable()
      .meta({ description: 'The name of the account at the provider; null until it is tested or synced.' }),
    source: z
      .enum(['settings', 'stored'])
      .meta({ description: '`settings`: from BADGES_CONFIG, and changed there; `stored`: added here.' }),
    version: z.int().nullable(),
    keyIssuedOn: z.iso.date().nullable(),
    keyExpiresOn: z.iso
      .date()
      .nullable()
      .meta({ description: 'Credly keys stop working 180 days after they were created.' }),
    keyWarning: z.enum(['expires_soon', 'expired']).nullable(),
    templates: z.int(),
    due: z.int().meta({ description: 'Deliveries that are due, including later retries.' }),
    failed: z.int().meta({ description: 'Deliveries that failed permanently and wait for an operator.' }),
    health: z.strictObject({
      state: z.enum(['works', 'failing', 'not_working', 'paused', 'untested']).meta({
        description:
          '`failing`: the last delivery calls failed; `not_working`: the last test, sync or delivery was refused; `paused`: deliveries wait; `untested`: it has not been called yet.',
      }),
      failures: z.int(),
      pausedSince: timestamp.nullable(),
      pausedUntil: timestamp.nullable(),
      lastStatus: z.int().nullable(),
      lastMessage: z.string().nullable().meta({ description: 'The response at the last failure, as a sentence.' }),
      lastBody: z.string().nullable().meta({ description: 'The original response.' }),
    }),
    test: connectionTest.nullable().meta({ description: 'The result of the last test, sync or delivery.' }),
    lastSync: syncJob.nullable(),
  })
  .meta({ id: 'Connection' });

export type Connection = z.output<typeof connection>;
export const connectionList = z.strictObject({ items: z.array(connection) }).meta({ id: 'ConnectionList' });
export type ConnectionList = z.output<typeof connectionList>;

const force = z
  .boolean()
  .optional()
  .meta({ description: 'Store the key even if the provider refuses it or is not responding.' });

const apiKey = z
  .string()
  .min(8, told`A key must have at least 8 characters.`.text)
  .max(500)
  .regex(/^[\x21-\x7e]+$/, told`A key can only contain visible ASCII characters.`.text)
  .meta({ description: 'Write-only.', writeOnly: true });

export const connectionCreate = z
  .strictObject({
    origin: providerOrigin,
    account: accountName,
    name: nameOf(200)
      .optional()
      .meta({ description: 'Display name; default: the name of the account at the provider.' }),
    apiKey,
    keyIssuedOn: z.iso.date().optional().meta({ description: 'When the provider created the key; default: today.' }),
    force,
  })
  .meta({ id: 'ConnectionCreate' });
export type ConnectionCreate = z.input<typeof connectionCreate>;

export const connectionUpdate = z
  .strictObject({
    name: nameOf(200),
    apiKey: apiKey.optional(),
    keyIssuedOn: z.iso.date().optional(),
    force,
  })
  .meta({ id: 'ConnectionUpdate' });
export type ConnectionUpdate = z.input<typeof connectionUpdate>;

export const connectionDelete = z.strictObject({
  confirm: flag.optional().meta({
    description:
      "Confirm the removal although badges are held there: they can't be changed until the account is connected again, and revocations wait. Without it, the removal is refused, with their number.",
  }),
});
