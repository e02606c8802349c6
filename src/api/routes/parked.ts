import { z } from 'zod';
import type { By } from '../../auth/people.ts';
import { auditRetry } from '../../consumer/audit-retry.ts';
import { describeParked, namedType } from '../../consumer/describe-parked.ts';
import { createSubjectFinder } from '../../consumer/parked-subject.ts';
import type { ParkedSubject } from '../../consumer/parked-subject.ts';
import type { ParkedDetails } from '../../consumer/describe-parked.ts';
import type { RetryFilter, RetryReport } from '../../consumer/retry-parked.ts';
import { LaurelError } from '../../errors.ts';
import { told } from '../../told.ts';
import { appendAudit } from '../../store/operators/audit.ts';
import { countParkedListed, lockParked, pageOfParked } from '../../store/lists/parked-list.ts';
import type { ParkedListing } from '../../store/lists/parked-list.ts';
import { databaseClock } from '../../store/engine/moment.ts';
import { countParked, discardParked, findParked } from '../../store/engine/parked.ts';
import { answers } from '../answers.ts';
import { byCaller } from '../caller.ts';
import type { ApiServer, RouteParts } from '../parts.ts';
import { reasonRequest } from '../schemas/badges.ts';
import {
  parkedCounts,
  parkedMessage,
  parkedPage,
  parkedQuery,
  parkedRetryRequest,
  parkedRetryResult,
  parkedSummary,
} from '../schemas/parked.ts';
import type { ParkedMessage, ParkedSummary } from '../schemas/parked.ts';

const tags = ['Parked messages'];
const params = z.strictObject({ id: z.coerce.number().pipe(z.int().min(1)) });
const list = 'parked';

/** Messages that could not be processed: to look at, to try again, or to put away. */
export function addParked(server: ApiServer, { database, settings, retryParked, cursors }: RouteParts): void {
  server.get(
    '/api/v1/parked',
    {
      config: { access: 'read' },
      schema: {
        operationId: 'listParked',
        tags,
        summary: 'The messages that could not be processed, newest first',
        querystring: parkedQuery,
        response: answers(200, parkedPage),
      },
    },
    async ({ query: { cursor, limit, count, ...filter } }) => {
      const toSummary = createSummaries();
      const position = cursors.read(list, 1, cursor);
      const [page, counted] = await Promise.all([
        pageOfParked(database, filter, { limit, position }),
        count === true ? countParkedListed(database, filter) : null,
      ]);
      return { ...cursors.page(list, page, toSummary), count: counted };
    },
  );

  server.get(
    '/api/v1/parked/counts',
    {
      config: { access: 'read', watched: true },
      schema: {
        operationId: 'countParked',
        tags,
        summary: 'How many messages are parked, by reason',
        response: answers(200, parkedCounts),
      },
    },
    async () => ({ items: [...(await countParked(database))].map(([reason, count]) => ({ reason, count })) }),
  );

  server.get(
    '/api/v1/parked/:id',
    {
      config: { access: 'read' },
      schema: {
        operationId: 'getParked',
        tags,
        summary: 'One parked message, with its bytes and what Laurel can read of it',
        params,
        response: answers(200, parkedMessage),
      },
    },
    async ({ params: { id } }) => {
      const parked = await findParked(database, id);
      if (parked === null) throw notParked(id);
      const { futureToleranceMs: toleranceMs } = settings.consumer;
      const clock = { now: await databaseClock(database), toleranceMs };
      return toMessage(describeParked(parked, settings.events, clock), createSubjectFinder()(parked.message));
    },
  );

  server.post(
    '/api/v1/parked/:id/retry',
    {
      config: { access: 'operate', repetition: 'kept' },
      schema: {
        operationId: 'retryParkedMessage',
        tags,
        summary: 'Retry one parked message',
        params,
        response: answers(200, parkedRetryResult),
      },
    },
    (request) => retryOne(request.params.id, byCaller(request)),
  );

  server.post(
    '/api/v1/parked/retry',
    {
      config: { access: 'operate', repetition: 'kept' },
      schema: {
        operationId: 'retryParked',
        tags,
        summary: 'Retry all parked messages, or those with a reason or topic',
        body: parkedRetryRequest,
        response: answers(200, parkedRetryResult),
      },
    },
    (request) => {
      const { reason, topic } = request.body;
      const filter = { ...(reason === null ? {} : { reason }), ...(topic === null ? {} : { topic }) };
      return retry(filter, byCaller(request));
    },
  );

  server.post(
    '/api/v1/parked/:id/discard',
    {
      config: { access: 'operate', repetition: 'kept' },
      schema: {
        operationId: 'discardParked',
        tags,
        summary: 'Discard a parked message permanently; the history records what it was, and why',
        params,
        body: reasonRequest,
        response: answers(200, parkedSummary),
      },
    },
    (request) => {
      const { id } = request.params;
      const { reason: why } = request.body;
      return database.transaction(async (transaction) => {
        const parked = await lockParked(transaction, id);
        if (parked === null) throw notParked(id);
        const { topic, position, reason } = parked;
        await discardParked(transaction, parked, why, byCaller(request).actor.id);
        await appendAudit(transaction, {
          action: 'parked_message.discard',
          targetType: 'parked_message',
          target: String(id),
          reason: why,
          before: { topic, position, reason },
          after: null,
          ...byCaller(request),
        });
        return createSummaries()(parked);
      });
    },
  );

  async function retryOne(id: number, by: Required<By>): Promise<RetryReport> {
    const report = await retry({ id }, by);
    if (report.processed + report.stillParked === 0) throw notParked(id);
    return report;
  }

  function retry(filter: RetryFilter, { actor, requestId }: Required<By>): Promise<RetryReport> {
    return retryParked(filter, auditRetry(actor, filter, requestId));
  }
}

function notParked(id: number): LaurelError {
  return new LaurelError(
    'PARKED_NOT_FOUND',
    told`Message ${id} is no longer parked, or never was: it was processed or discarded.`,
  );
}

function createSummaries(): (parked: ParkedListing) => ParkedSummary {
  const subjectOf = createSubjectFinder();
  return ({ fields, body, format, schema, parkedAt, retriedAt, ...parked }) => ({
    ...parked,
    ...subjectOf({ topic: parked.topic, position: parked.position, format, fields, body, schema, deliveries: 1 }),
    type: namedType(fields),
    parkedAt: parkedAt.toISOString(),
    retriedAt: retriedAt?.toISOString() ?? null,
  });
}

function toMessage({ guess, payload, fields, ...details }: ParkedDetails, subject: ParkedSubject): ParkedMessage {
  const { id, topic, position, type, reason, detail, bodyBytes, parkedAt, retriedAt, retries } = details;
  const { format, isWhole, sha256, bodyHex, bodyText, today } = details;
  return {
    id,
    topic,
    position,
    type,
    reason,
    detail,
    ...subject,
    size: bodyBytes ?? 0,
    retries,
    parkedAt: parkedAt.toISOString(),
    retriedAt: retriedAt?.toISOString() ?? null,
    fields: fields.map(([name, value]) => ({ name, value })),
    format,
    isWhole,
    sha256,
    bodyHex,
    bodyText,
    today,
    guess: guess === null ? null : { description: guess, payload },
  };
}
