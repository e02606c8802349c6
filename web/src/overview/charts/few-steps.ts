import type { Activity, ActivityMetric } from '../../../../src/api/schemas/status.ts';

type Point = Activity['points'][number];

/** More bars than this beside each other are no bars any more. */
const mostSteps = 60;
const factors = [1, 2, 3, 4, 6, 12];

/** The same figures in longer steps, if there are many: each begins at a whole multiple of its length. */
export function inFewSteps({ stepSeconds, points }: Activity): Activity {
  const factor = factors.find((each) => points.length <= each * mostSteps) ?? 12;
  const stepMs = stepSeconds * factor * 1_000;
  const steps = new Map<number, Point['counts']>();
  for (const { at, counts } of points) {
    const begin = Math.floor(Date.parse(at) / stepMs) * stepMs;
    const sum = steps.get(begin) ?? {};
    steps.set(begin, sum);
    for (const [metric, count] of Object.entries(counts) as [ActivityMetric, number][])
      sum[metric] = (sum[metric] ?? 0) + count;
  }
  return {
    stepSeconds: stepSeconds * factor,
    points: [...steps].map(([at, counts]) => ({ at: new Date(at).toISOString(), counts })),
  };
}
