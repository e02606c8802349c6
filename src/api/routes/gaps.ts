import { acknowledgeGaps } from '../../store/operators/gap-acknowledgement.ts';
import { listGaps } from '../../store/lists/gap-list.ts';
import type { GapListing } from '../../store/lists/gap-list.ts';
import { answers } from '../answers.ts';
import { byCaller } from '../caller.ts';
import type { ApiServer, RouteParts } from '../parts.ts';
import { gapAcknowledgement, gapPage, gapQuery, gapsAcknowledged } from '../schemas/gaps.ts';
import type { Gap } from '../schemas/gaps.ts';

const tags = ['Status'];
const list = 'gaps';

/** Events that were gone from the bus before they were processed. */
export function addGaps(server: ApiServer, { database, cursors }: Pick<RouteParts, 'database' | 'cursors'>): void {
  server.get(
    '/api/v1/gaps',
    {
      config: { access: 'read' },
      schema: {
        operationId: 'listGaps',
        tags,
        summary: 'Events that were lost on the bus before they were processed, newest first',
        querystring: gapQuery,
        response: answers(200, gapPage),
      },
    },
    async ({ query: { cursor, limit, acknowledged } }) => {
      const filter = acknowledged === undefined ? {} : { acknowledged: acknowledged === 'true' };
      return cursors.page(
        list,
        await listGaps(database, filter, { limit, position: cursors.read(list, 1, cursor) }),
        toGap,
      );
    },
  );

  server.post(
    '/api/v1/gaps/acknowledge',
    {
      config: { access: 'operate' },
      schema: {
        operationId: 'acknowledgeGaps',
        tags,
        summary: 'Acknowledge lost events: they no longer need attention, but stay listed',
        body: gapAcknowledgement,
        response: answers(200, gapsAcknowledged),
      },
    },
    async (request) => ({ acknowledged: await acknowledgeGaps(database, request.body.id, byCaller(request)) }),
  );
}

function toGap({ from, until, foundAt, acknowledgedAt, ...gap }: GapListing): Gap {
  return {
    ...gap,
    from: from?.toISOString() ?? null,
    until: until?.toISOString() ?? null,
    foundAt: foundAt.toISOString(),
    acknowledgedAt: acknowledgedAt?.toISOString() ?? null,
  };
}
