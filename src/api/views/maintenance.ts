import type { MaintenanceJob as StoredJob } from '../../store/operators/maintenance-jobs.ts';
import type { MaintenanceJob } from '../schemas/maintenance.ts';

export function toMaintenanceJob({ span, stopAsked, askedAt, finishedAt, figures, ...job }: StoredJob): MaintenanceJob {
  return {
    ...job,
    figures: { ...figures },
    from: span?.from.toISOString() ?? null,
    until: span?.until.toISOString() ?? null,
    stopping: stopAsked && finishedAt === null,
    askedAt: askedAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
  };
}
