import { z } from 'zod';
import { fullTopic } from '../../bus/topics.ts';
import { hasBus } from '../../bus/announcing.ts';
import { LaurelError } from '../../errors.ts';
import { told } from '../../told.ts';
import { daysOf, previewPruning } from '../../monitoring/upkeep.ts';
import { appendAudit } from '../../store/operators/audit.ts';
import {
  askToStop,
  beginMaintenanceJob,
  findMaintenanceJob,
  listMaintenanceJobs,
} from '../../store/operators/maintenance-jobs.ts';
import type { JobSpan } from '../../store/operators/maintenance-jobs.ts';
import { answers } from '../answers.ts';
import { byCaller } from '../caller.ts';
import type { ApiServer, RouteParts } from '../parts.ts';
import {
  maintenanceJob,
  maintenanceJobPage,
  maintenanceJobQuery,
  prunePreview,
  replayPreview,
  replayQuery,
  replaySpan,
} from '../schemas/maintenance.ts';
import type { MaintenanceJob } from '../schemas/maintenance.ts';
import { toMaintenanceJob } from '../views/maintenance.ts';

const tags = ['Maintenance'];
const list = 'maintenance-jobs';
/** Somebody waits for a preview. */
const previewMs = 5_000;

/** Pruning what is old, and processing events again that are still on the bus. */
export function addMaintenance(server: ApiServer, parts: RouteParts): void {
  const { database, settings, cursors, openReplay } = parts;

  server.get(
    '/api/v1/maintenance/prune',
    {
      config: { access: 'operate' },
      schema: {
        operationId: 'previewPruning',
        tags,
        summary: 'What pruning would remove now, and how long everything is kept',
        response: answers(200, prunePreview),
      },
    },
    async () => {
      const { keptDays } = settings;
      const found = await previewPruning({ database, keptDays });
      return {
        kinds: found.map(({ kind, before, removed }) => ({
          kind,
          keptDays: daysOf(keptDays, kind),
          before: before?.toISOString() ?? null,
          count: removed,
        })),
      };
    },
  );

  server.post(
    '/api/v1/maintenance/prune',
    {
      // The audit is among it, which tells what operators did.
      config: { access: 'administer', repetition: 'kept' },
      schema: {
        operationId: 'prune',
        tags,
        summary: "Remove what is older than the settings allow; can't be undone. Returns the job that does it",
        response: answers(202, maintenanceJob),
      },
    },
    async (request, reply) => reply.code(202).send(await begin(null, byCaller(request))),
  );

  server.get(
    '/api/v1/maintenance/replay',
    {
      config: { access: 'operate' },
      schema: {
        operationId: 'previewReplay',
        tags,
        summary: 'Roughly how many messages a replay would read, and the time of the oldest',
        querystring: replayQuery,
        response: answers(200, replayPreview),
      },
    },
    async ({ query }) => {
      const wanted = spanOf(query);
      const source = await openSource();
      try {
        const topics = await source.preview(wanted, AbortSignal.timeout(previewMs));
        return {
          from: wanted.from.toISOString(),
          until: wanted.until.toISOString(),
          topics: topics.map(({ oldest, ...topic }) => ({ ...topic, oldest: oldest?.toISOString() ?? null })),
        };
      } finally {
        await source.close();
      }
    },
  );

  server.post(
    '/api/v1/maintenance/replay',
    {
      config: { access: 'operate', repetition: 'kept' },
      schema: {
        operationId: 'replay',
        tags,
        summary: 'Process events that are still on the event bus again; returns the job that does it',
        description:
          'Uses the current templates and settings. Events that were already processed change nothing; events that were missed can award and revoke badges, which is announced.',
        body: replaySpan,
        response: answers(202, maintenanceJob),
      },
    },
    async (request, reply) => {
      requireReplay();
      return reply.code(202).send(await begin(spanOf(request.body), byCaller(request)));
    },
  );

  server.get(
    '/api/v1/maintenance/jobs',
    {
      config: { access: 'operate', watched: true },
      schema: {
        operationId: 'listMaintenanceJobs',
        tags,
        summary: 'The jobs that people have started, newest first',
        querystring: maintenanceJobQuery,
        response: answers(200, maintenanceJobPage),
      },
    },
    async ({ query: { cursor, limit, kind, running } }) => {
      const wish = { limit, position: cursors.read(list, 2, cursor), kinds: kind && [kind], running };
      return cursors.page(list, await listMaintenanceJobs(database, wish), toMaintenanceJob);
    },
  );

  const params = z.strictObject({ id: z.guid() });
  server.get(
    '/api/v1/maintenance/jobs/:id',
    {
      config: { access: 'operate' },
      schema: {
        operationId: 'getMaintenanceJob',
        tags,
        summary: 'One job: its progress or result',
        params,
        response: answers(200, maintenanceJob),
      },
    },
    async ({ params: { id } }) => {
      const job = await findMaintenanceJob(database, id);
      if (job === null)
        throw new LaurelError('MAINTENANCE_NOT_FOUND', told`Choose a job listed by /api/v1/maintenance/jobs.`);
      return toMaintenanceJob(job);
    },
  );

  server.post(
    '/api/v1/maintenance/jobs/:id/stop',
    {
      config: { access: 'operate' },
      schema: {
        operationId: 'stopMaintenanceJob',
        tags,
        summary: 'Stop a job after the current step; what it has done stays',
        params,
        response: answers(200, maintenanceJob),
      },
    },
    async (request) => {
      const { id } = request.params;
      return database.transaction(async (transaction) => {
        const job = await askToStop(transaction, id);
        if (job === null) throw new LaurelError('MAINTENANCE_NOT_FOUND', told`It has finished, or never existed.`);
        await appendAudit(transaction, {
          ...byCaller(request),
          action: 'maintenance.stop',
          targetType: 'maintenance',
          target: id,
          before: { kind: job.kind },
          after: null,
        });
        return toMaintenanceJob(job);
      });
    },
  );

  /** The job and its audit entry together; what it did is in its row, and in the log. */
  function begin(span: JobSpan | null, by: ReturnType<typeof byCaller>): Promise<MaintenanceJob> {
    return database.transaction(async (transaction) => {
      const job = await beginMaintenanceJob(
        transaction,
        { kind: span === null ? 'prune' : 'replay', span },
        by.actor.id,
      );
      if (job === null) throw new LaurelError('MAINTENANCE_RUNNING', told`Wait until it has finished, or stop it.`);
      const { topics, topicPrefix } = settings.bus;
      await appendAudit(transaction, {
        ...by,
        action: span === null ? 'maintenance.prune' : 'bus.replay',
        targetType: span === null ? 'maintenance' : 'bus',
        target: span === null ? job.id : topics.map((topic) => fullTopic(topicPrefix, topic)).join(' '),
        before: null,
        after: span === null ? { ...settings.keptDays } : { job: job.id, ...toTexts(span) },
      });
      return toMaintenanceJob(job);
    });
  }

  function requireReplay(): void {
    if (!hasBus(settings.bus)) throw new LaurelError('REPLAY_UNAVAILABLE', told`No event bus is configured.`);
    if (!settings.badgesEnabled)
      throw new LaurelError('REPLAY_UNAVAILABLE', told`BADGES_ENABLED is off, so no events are processed.`);
  }

  async function openSource() {
    requireReplay();
    const source = await openReplay();
    if (source === null) throw new LaurelError('REPLAY_UNAVAILABLE', told`No event bus is configured.`);
    return source;
  }
}

function spanOf({ from, until }: z.output<typeof replaySpan>): JobSpan {
  return { from: new Date(from), until: until === undefined ? new Date() : new Date(until) };
}

function toTexts({ from, until }: JobSpan): { readonly from: string; readonly until: string } {
  return { from: from.toISOString(), until: until.toISOString() };
}
