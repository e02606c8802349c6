import { z } from 'zod';

/** What Credly sends. More may stand in it, and none of it is believed. */
export const credlyNotice = z
  .looseObject({
    id: z.guid().meta({ description: 'Id of the event, with which Laurel asks Credly about it.' }),
    organization_id: z.guid(),
    event_type: z.string().max(100).optional(),
    occurred_at: z.string().max(100).nullish(),
  })
  .meta({ id: 'CredlyNotice' });

export const credlyNoticeTaken = z.strictObject({ received: z.literal(true) }).meta({ id: 'CredlyNoticeTaken' });
