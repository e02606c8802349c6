import { z } from 'zod';
import { countedPageOf, pageQuery, countFlag, timestamp } from './common.ts';

export const parkedSummary = z
  .strictObject({
    id: z.int(),
    topic: z.string(),
    position: z.string(),
    type: z.string().nullable().meta({ description: 'The event type in its metadata.' }),
    reason: z.string(),
    detail: z.string(),
    learner: z
      .strictObject({ id: z.int(), username: z.string() })
      .nullable()
      .meta({ description: "The learner it seems to be about; null if that can't be read." }),
    course: z.string().nullable().meta({ description: 'The course that it seems to be about.' }),
    size: z.int().meta({ description: 'Size of the original body in bytes.' }),
    parkedAt: timestamp,
    retriedAt: timestamp.nullable(),
    retries: z.int(),
  })
  .meta({ id: 'ParkedSummary' });

export type ParkedSummary = z.output<typeof parkedSummary>;
export const parkedPage = countedPageOf(parkedSummary, 'ParkedPage');
export type ParkedPage = z.output<typeof parkedPage>;

export const parkedMessage = parkedSummary
  .extend({
    fields: z.array(z.strictObject({ name: z.string(), value: z.string() })),
    format: z.enum(['avro', 'json', 'confluent']),
    isWhole: z.boolean().meta({
      description: "False: the message is too large, only its beginning is stored, and it can't be processed again.",
    }),
    sha256: z.string().nullable().meta({
      description: 'SHA-256 of the original body, in hexadecimal, if only its beginning is stored.',
    }),
    bodyHex: z.string().nullable().meta({ description: 'The first 4,096 bytes.' }),
    bodyText: z.string().nullable().meta({ description: 'The same as text, if it is text.' }),
    today: z.string().meta({
      description:
        'The result of reading it now: `readable`, `ignored: <reason>`, `unreadable: <reason>`, `too early: <until when>`, or that it is too large.',
    }),
    guess: z
      .strictObject({
        description: z.string().meta({ description: 'What it seems to be.' }),
        payload: z.unknown(),
      })
      .nullable(),
  })
  .meta({ id: 'ParkedMessage' });

export type ParkedMessage = z.output<typeof parkedMessage>;

export const parkedQuery = z.strictObject({
  ...pageQuery,
  ...countFlag,
  reason: z.string().max(100).optional(),
  topic: z.string().max(300).optional(),
});

export const parkedCounts = z
  .strictObject({ items: z.array(z.strictObject({ reason: z.string(), count: z.int() })) })
  .meta({ id: 'ParkedCounts' });
export type ParkedCounts = z.output<typeof parkedCounts>;

export const parkedRetryRequest = z
  .strictObject({ reason: z.string().max(100).nullable(), topic: z.string().max(300).nullable() })
  .meta({ id: 'ParkedRetryRequest', description: 'Which ones; nulls: all.' });

export const parkedRetryResult = z
  .strictObject({
    processed: z.int(),
    stillParked: z.int(),
    keptInPart: z.int().meta({
      description: 'Of those still parked: too large to be stored whole, so no retry can process them.',
    }),
  })
  .meta({ id: 'ParkedRetryResult' });
export type ParkedRetryResult = z.output<typeof parkedRetryResult>;
