import { expect, test } from 'vitest';
import { scaleOf } from '../../bench/support/scale.ts';
import { toSvg } from '../../bench/support/svg.ts';
import type { Chart } from '../../bench/support/chart.ts';

const chart: Chart = {
  name: 'load',
  title: 'Latency & load',
  x: { label: 'events/s', scale: 'log' },
  y: { label: 'ms', scale: 'linear' },
  lines: [
    {
      name: 'p50 <half>',
      points: [
        [1_000, 9],
        [38_500, 1_100],
      ],
    },
    {
      name: 'p99',
      points: [
        [1_000, 20],
        [38_500, 1_900],
      ],
    },
  ],
};

test.each([
  ['linear', [0, 3], [0, 1, 2, 3]],
  ['linear', [7, 1_900], [0, 500, 1_000, 1_500, 2_000]],
  ['linear', [0.1, 0.4], [0, 0.1, 0.2, 0.30000000000000004, 0.4]],
  ['linear', [0, 0], [0, 0.2, 0.4, 0.6000000000000001, 0.8, 1]],
  ['log', [1_000, 38_500], [1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000]],
  ['log', [9, 9], [1, 2, 5, 10]],
] as const)('%s axis of %j has round values that hold all of it', (kind, values, ticks) => {
  const scale = scaleOf(kind, values);
  expect(scale.ticks).toEqual(ticks);
  for (const value of values) {
    expect(scale.place(value)).toBeGreaterThanOrEqual(0);
    expect(scale.place(value)).toBeLessThanOrEqual(1);
  }
  expect(scale.place(ticks[0])).toBe(0);
  expect(scale.place(ticks.at(-1) ?? NaN)).toBeCloseTo(1, 9);
});

test('a plot is well-formed, says its units and lines, knows dark ground, and is the same for the same values', () => {
  const svg = toSvg(chart);
  expect(svg).toBe(toSvg(structuredClone(chart)));
  for (const text of ['Latency &amp; load', '>events/s<', '>ms<', '>p50 &lt;half&gt;<', '>p99<', '>50,000<', '>2,000<'])
    expect(svg).toContain(text);
  expect(svg).toContain('prefers-color-scheme:dark');
  expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  // Every element that is opened is closed.
  expect([...svg.matchAll(/<(?!\/)[a-z]/g)]).toHaveLength([...svg.matchAll(/\/>|<\/[a-z]+>/g)].length);
  // Lines differ by more than their colour.
  expect(svg).toContain('stroke="#0072b2" d="M76 42');
  expect(svg).toContain('stroke="#d55e00" stroke-dasharray="7 3"');
});
