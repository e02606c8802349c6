import { LaurelError } from '../../errors.ts';
import { told } from '../../told.ts';
import { listAudit } from '../../store/lists/audit-list.ts';
import { countHistory, listHistory } from '../../store/lists/history-list.ts';
import type { HistoryFilter } from '../../store/lists/history-list.ts';
import { allows, seesActors } from '../access.ts';
import { answers } from '../answers.ts';
import { callerOf } from '../caller.ts';
import { historyExport } from '../exports/history-export.ts';
import { exportAnswers, sendExport } from '../exports/send-export.ts';
import type { ApiServer, RouteParts } from '../parts.ts';
import { auditPage, auditQuery, historyExportQuery, historyPage, historyQuery } from '../schemas/history.ts';
import { toAuditView, toHistoryView } from '../views/history.ts';
import type { HistoryFilterQuery } from '../schemas/history.ts';

const tags = ['History'];

/** What happened to progress, badges and templates, and what people did. Nothing in it is ever changed. */
export function addHistory(server: ApiServer, { database, cursors }: Pick<RouteParts, 'database' | 'cursors'>): void {
  server.get(
    '/api/v1/history',
    {
      config: { access: 'read' },
      schema: {
        operationId: 'listHistory',
        tags,
        summary: 'The history, newest first; for one learner, a timeline with the causing events',
        querystring: historyQuery,
        response: answers(200, historyPage),
      },
    },
    async (request) => {
      const { cursor, limit, count, ...query } = request.query;
      const filter = historyFilterOf(query);
      const withActors = seesActors(callerOf(request).role);
      const position = cursors.read('history', 2, cursor);
      const [page, counted] = await Promise.all([
        listHistory(database, filter, { limit, position }),
        count === true ? countHistory(database, filter) : null,
      ]);
      return {
        ...cursors.page('history', page, (listing) => toHistoryView(listing, withActors)),
        count: counted,
      };
    },
  );

  server.get(
    '/api/v1/history.csv',
    {
      config: { access: 'read' },
      schema: {
        operationId: 'exportHistory',
        tags,
        summary: 'The history as a CSV file for spreadsheets, newest first, with the same filters as the list',
        querystring: historyExportQuery,
        response: exportAnswers,
      },
    },
    (request, reply) =>
      sendExport(reply, historyExport(database, historyFilterOf(request.query), seesActors(callerOf(request).role))),
  );

  server.get(
    '/api/v1/audit',
    {
      config: { access: 'read' },
      schema: {
        operationId: 'listAudit',
        tags,
        summary:
          'The audit, newest first: who changed what, when, before and after; only admins see changes to people and keys',
        querystring: auditQuery,
        response: answers(200, auditPage),
      },
    },
    async (request) => {
      const { cursor, limit, ...filter } = request.query;
      const { role } = callerOf(request);
      const withActors = seesActors(role);
      if (filter.actor !== undefined && !withActors)
        throw new LaurelError(
          'NOT_ALLOWED',
          told`Your role can see what was changed, but not who changed it. Leave out \`actor\`.`,
        );
      const position = cursors.read('audit', 1, cursor);
      const wanted = { ...filter, withPeople: allows('administer', role) };
      return cursors.page('audit', await listAudit(database, wanted, { limit, position }), (listing) =>
        toAuditView(listing, withActors),
      );
    },
  );
}

/** The filters of the API as the store has them. */
export function historyFilterOf({ kind, from, until, ...filter }: HistoryFilterQuery): HistoryFilter {
  return {
    ...filter,
    kinds: kind,
    from: from === undefined ? undefined : new Date(from),
    until: until === undefined ? undefined : new Date(until),
  };
}
