import { z } from 'zod';
import { timestamp } from './common.ts';

export const keyPath = z
  .strictObject({
    path: z.string(),
    type: z.enum(['boolean', 'integer', 'number', 'text']),
    nullable: z.boolean(),
  })
  .meta({ id: 'KeyPath' });

export const eventType = z
  .strictObject({
    type: z.string(),
    configured: z.boolean().meta({ description: 'Whether events of this type are processed (BADGES_CONFIG.events).' }),
    learnerPath: z.string().meta({ description: 'Where the learner is in the payload; empty: the payload itself.' }),
    payloadName: z.string().meta({ description: 'The name of the payload in `data`.' }),
    keyPaths: z.array(keyPath).meta({ description: 'The key paths that rules can use; empty unless configured.' }),
  })
  .meta({ id: 'EventType' });

export const eventTypeList = z.strictObject({ items: z.array(eventType) }).meta({ id: 'EventTypeList' });

export type KeyPath = z.output<typeof keyPath>;
export type EventType = z.output<typeof eventType>;
export type EventTypeList = z.output<typeof eventTypeList>;

/** An event to try a template on. */
export const sampleEvent = z
  .strictObject({
    source: z.enum(['recent', 'made']).meta({
      description:
        '`recent`: like one on the bus, but with made-up names and other personal data; `made`: made from the schema.',
    }),
    type: z.string(),
    time: timestamp.nullable(),
    event: z.record(z.string(), z.unknown()).meta({ description: 'CloudEvents JSON.' }),
  })
  .meta({ id: 'SampleEvent' });

export const sampleEventList = z.strictObject({ items: z.array(sampleEvent) }).meta({ id: 'SampleEventList' });
export type SampleEvent = z.output<typeof sampleEvent>;
export type SampleEventList = z.output<typeof sampleEventList>;
