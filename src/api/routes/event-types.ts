import { eventTypesWithLearner, shippedCatalogue } from '../../events/catalogue.ts';
import type { ApiParts, ApiServer } from '../parts.ts';
import { answers } from '../answers.ts';
import { eventTypeList } from '../schemas/event-types.ts';
import type { EventType } from '../schemas/event-types.ts';

export function addEventTypes(server: ApiServer, { vocabulary }: ApiParts): void {
  server.get(
    '/api/v1/event-types',
    {
      config: { access: 'read' },
      schema: {
        operationId: 'listEventTypes',
        tags: ['Event types'],
        summary: 'The event types that are about a learner, with what rules can name',
        response: answers(200, eventTypeList),
      },
    },
    () => ({ items: eventTypesWithLearner().map(describe) }),
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
