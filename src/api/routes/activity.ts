import { loadActivity } from '../../store/lists/activity.ts';
import type { ActivityMetric, ActivityPoint } from '../../store/lists/activity.ts';
import { answers } from '../answers.ts';
import type { ApiParts, ApiServer } from '../parts.ts';
import { activity, activityQuery } from '../schemas/status.ts';
import type { Activity } from '../schemas/status.ts';

/**
 * From this many minutes on, steps are so long: a chart has some hundred of them and never many more. What is older is
 * kept in steps as long as these (tidyActivity).
 */
const steps: readonly (readonly [fromMinutes: number, stepSeconds: number])[] = [
  [1_441, 3_600],
  [181, 600],
  [0, 60],
];

/** Figures over time, for the charts. */
export function addActivity(server: ApiServer, { database }: Pick<ApiParts, 'database'>): void {
  server.get(
    '/api/v1/activity',
    {
      config: { access: 'read', watched: true },
      schema: {
        operationId: 'getActivity',
        tags: ['Status'],
        summary: 'What happened in the last minutes, hours or days, step by step',
        querystring: activityQuery,
        response: answers(200, activity),
      },
    },
    async ({ query: { minutes } }) => {
      const stepSeconds = steps.find(([from]) => minutes >= from)?.[1] ?? 60;
      const stepMs = stepSeconds * 1_000;
      const last = Math.floor(Date.now() / stepMs) * stepMs;
      const first = Math.floor((Date.now() - minutes * 60_000) / stepMs) * stepMs + stepMs;
      return series(await loadActivity(database, new Date(first), stepSeconds), { first, last, stepMs });
    },
  );
}

interface Span {
  readonly first: number;
  readonly last: number;
  readonly stepMs: number;
}

/** Every step of the span, also those in which nothing happened. */
function series(points: readonly ActivityPoint[], { first, last, stepMs }: Span): Activity {
  const counts = new Map<number, Partial<Record<ActivityMetric, number>>>();
  for (let at = first; at <= last; at += stepMs) counts.set(at, {});
  for (const { at, metric, count } of points) {
    // A process whose clock is ahead counts into the future; a chart ends now.
    const step = counts.get(Math.min(at, last));
    if (step !== undefined) step[metric] = (step[metric] ?? 0) + count;
  }
  return {
    stepSeconds: stepMs / 1_000,
    points: [...counts].map(([at, step]) => ({ at: new Date(at).toISOString(), counts: step })),
  };
}
