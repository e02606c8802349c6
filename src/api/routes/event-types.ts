import { z } from 'zod';
import { eventTypesWithLearner, shippedCatalogue } from '../../events/catalogue.ts';
import { LaurelError } from '../../errors.ts';
import { told } from '../../told.ts';
import type { Told } from '../../told.ts';
import { nearest } from '../../suggest.ts';
import type { ApiParts, ApiServer } from '../parts.ts';
import { answers } from '../answers.ts';
import { findSamples } from '../templates/sample-events.ts';
import { eventTypeList, sampleEventList } from '../schemas/event-types.ts';
import type { EventType } from '../schemas/event-types.ts';

const tags = ['Event types'];

export function addEventTypes(server: ApiServer, { vocabulary, recentMessages, logger }: ApiParts): void {
  server.get(
    '/api/v1/event-types',
    {
      config: { access: 'read' },
      schema: {
        operationId: 'listEventTypes',
        tags,
        summary: 'The event types about learners, with the key paths that rules can use',
        response: answers(200, eventTypeList),
      },
    },
    () => ({ items: eventTypesWithLearner().map(describe) }),
  );

  server.get(
    '/api/v1/event-types/:type/samples',
    {
      config: { access: 'read' },
      schema: {
        operationId: 'listSampleEvents',
        tags,
        summary:
          'Sample events of a type for trying badge templates: some like the newest on the bus, without personal data, and some made from the schema',
        params: z.strictObject({ type: z.string().max(300) }),
        response: answers(200, sampleEventList),
      },
    },
    async ({ params: { type } }) => {
      const known = eventTypesWithLearner();
      if (!known.includes(type)) throw new LaurelError('EVENT_TYPE_NOT_FOUND', unknownType(type, known));
      return { items: await findSamples(type, { eventTypes: vocabulary.eventTypes, recentMessages, logger }) };
    },
  );

  function describe(type: string): EventType {
    const known = shippedCatalogue().types.get(type);
    return {
      type,
      configured: vocabulary.eventTypes.includes(type),
      learnerPath: known?.learnerPath ?? '',
      payloadName: known?.variants.at(-1)?.payloadName ?? '',
      keyPaths: vocabulary.keyPaths(type).map((keyPath) => ({ ...keyPath })),
    };
  }
}

function unknownType(type: string, known: readonly string[]): Told {
  const meant = nearest(type, known);
  return meant === null
    ? told`/api/v1/event-types lists the event types about a learner.`
    : told`/api/v1/event-types lists the event types about a learner. Did you mean "${meant}"?`;
}
