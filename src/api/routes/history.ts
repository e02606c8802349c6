import { listAudit } from '../../store/lists/audit-list.ts';
import { listHistory } from '../../store/lists/history-list.ts';
import { answers } from '../answers.ts';
import { decodeCursor, toPage } from '../cursor.ts';
import type { ApiParts, ApiServer } from '../parts.ts';
import { auditPage, auditQuery, historyPage, historyQuery } from '../schemas/history.ts';
import { toAuditView, toHistoryView } from '../views/history.ts';

const tags = ['History'];

/** What happened to progress, badges and templates, and what people did. Nothing in it is ever changed. */
export function addHistory(server: ApiServer, { database }: Pick<ApiParts, 'database'>): void {
  server.get(
    '/api/v1/history',
    {
      config: { access: 'read' },
      schema: {
        operationId: 'listHistory',
        tags,
        summary: 'What happened, the newest first; of one learner, the timeline with the causing events',
        querystring: historyQuery,
        response: answers(200, historyPage),
      },
    },
    async ({ query: { cursor, limit, ...filter } }) => {
      const position = decodeCursor('history', 1, cursor);
      return toPage('history', await listHistory(database, filter, { limit, position }), toHistoryView);
    },
  );

  server.get(
    '/api/v1/audit',
    {
      config: { access: 'read' },
      schema: {
        operationId: 'listAudit',
        tags,
        summary: 'What people changed, the newest first: who, when, before and after',
        querystring: auditQuery,
        response: answers(200, auditPage),
      },
    },
    async ({ query: { cursor, limit, ...filter } }) => {
      const position = decodeCursor('audit', 1, cursor);
      return toPage('audit', await listAudit(database, filter, { limit, position }), toAuditView);
    },
  );
}
