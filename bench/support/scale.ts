import type { Axis } from './chart.ts';

/** Where values lie on an axis. */
export interface Scale {
  /** From 0, where the axis begins, to 1. */
  place(value: number): number;
  /** Round values to be written beside it, ascending. */
  readonly ticks: readonly number[];
}

/** A scale on which all values lie: it begins at 0 or, by factors, at the round value below the least. */
export function scaleOf(kind: Axis['scale'], values: readonly number[]): Scale {
  return kind === 'log' ? byFactors(values) : linear(Math.max(0, ...values));
}

/** About so many steps. */
const steps = 5;

function linear(most: number): Scale {
  const step = roundStep((most || 1) / steps);
  const count = Math.max(1, Math.ceil((most || 1) / step - 1e-9));
  return {
    place: (value) => value / (count * step),
    ticks: Array.from({ length: count + 1 }, (_, index) => index * step),
  };
}

/** The least of 1, 2 and 5 with any power of ten that is as large. */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  const factor = [1, 2, 5, 10].find((one) => one * power >= least * (1 - 1e-9)) ?? 10;
  return factor * power;
}

function byFactors(values: readonly number[]): Scale {
  const [first, last] = [Math.min(...values), Math.max(...values)].map(Math.log10) as [number, number];
  const [from, until] = [Math.floor(first), Math.max(Math.ceil(last), Math.floor(first) + 1)];
  // A few decades have room for the values between.
  const factors = until - from > 3 ? [1] : [1, 2, 5];
  const ticks = Array.from({ length: until - from + 1 }, (_, index) => 10 ** (from + index)).flatMap((power) =>
    factors.map((factor) => factor * power),
  );
  return {
    place: (value) => (Math.log10(value) - from) / (until - from),
    ticks: ticks.filter((tick) => tick <= 10 ** until * (1 + 1e-9)),
  };
}
