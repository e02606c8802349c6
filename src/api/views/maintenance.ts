import type { MaintenanceJob as StoredJob } from '../../store/operators/maintenance-jobs.ts';
import type { MaintenanceJob } from '../schemas/maintenance.ts';

export function toMaintenanceJob({
  span,
  wish,
  leftOut,
  stopAsked,
  askedAt,
  finishedAt,
  figures,
  ...job
}: StoredJob): MaintenanceJob {
  return {
    ...job,
    figures: { ...figures },
    template: wish !== null && 'template' in wish ? wish.template : null,
    reason: wish?.why ?? null,
    leftOut: [...leftOut],
    from: span?.from.toISOString() ?? null,
    until: span?.until.toISOString() ?? null,
    stopping: stopAsked && finishedAt === null,
    askedAt: askedAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
  };
}
